//! The JSON Schema against a validator that is not ours: it accepts what the model accepts, and refuses what it refuses.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may stop where its data is not what it needs

mod shapes;

use assent_catalogue::{cards, schema, texts};
use assent_model::schema::{Known, config};
use assent_model::{Cards, Config, Surroundings, Texts, resolve};
use boon::{Compiler, SchemaIndex, Schemas};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A schema that is ready to judge.
struct Validator(Schemas, SchemaIndex);

impl Validator {
    fn new() -> Validator {
        Validator::of(serde_json::from_str(&schema().unwrap()).unwrap())
    }

    fn of(schema: Json) -> Validator {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("assent.schema.json", schema).unwrap();
        let index = compiler.compile("assent.schema.json", &mut schemas).unwrap();
        Validator(schemas, index)
    }

    fn complaint(&self, config: &Json) -> Option<String> {
        self.0.validate(config, self.1).err().map(|error| format!("{error:#}"))
    }
}

/// Whether the model takes a config, with the cards of the catalogue, in English and in each language that it has texts in.
fn is_accepted(config: &Json) -> bool {
    static KNOWN: LazyLock<(&'static Cards, Texts)> = LazyLock::new(|| (cards().unwrap(), texts("en").unwrap()));
    let (cards, texts) = &*KNOWN;
    let Ok(read) = Config::read(&config.clone().into()) else { return false };
    let own = read.texts.iter().map(|(language, _)| language.as_str());
    own.chain(["en"]).all(|language| {
        let around = Surroundings { cards, texts, language, today: "2026-11-22", region: "" };
        resolve(&read, around).is_ok()
    })
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> Json {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_configs_of_the_tree_are_valid() {
    let validator = Validator::new();
    let mut paths = vec![root().join("www/assent.json")];
    for folder in ["examples/sites", "examples/sites/as-written"] {
        let sites = std::fs::read_dir(root().join(folder)).unwrap();
        paths.extend(sites.map(|site| site.unwrap().path().join("assent.json")));
    }
    paths.retain(|path| path.is_file());
    assert!(paths.len() >= 11, "the demo, and five sites as they stand and mended");
    for path in paths {
        let config = read(&path);
        assert!(is_accepted(&config), "{}: the model refuses it", path.display());
        assert_eq!(validator.complaint(&config), None, "{}", path.display());
    }
}

/// They have cards and texts of their own.
#[test]
fn the_configs_of_the_vectors_are_valid() {
    let file = |name: &str| read(&root().join("tests/vectors").join(name));
    let known = Known::new(&file("cards.json").into(), &file("texts.json").into());
    let validator = Validator::of(serde_json::to_value(config(&known)).unwrap());
    for name in ["config.json", "full.config.json"] {
        assert_eq!(validator.complaint(&file(name)), None, "{name}");
    }
}

/// Each of these is one step away from a config that is accepted.
#[test]
fn what_the_model_refuses_the_schema_refuses() {
    let validator = Validator::new();
    let good = json!({
        "categories": [{"id": "necessary", "required": true}, {"id": "analytics"}],
        "services": [{"id": "shop", "title": "Shop", "category": "necessary", "items": [{"type": "cookie", "name": "b"}]}]
    });
    assert!(is_accepted(&good) && validator.complaint(&good).is_none());
    for (key, value) in read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/refused.json")).as_object().unwrap() {
        for (place, part) in value.as_array().unwrap().iter().enumerate() {
            let mut bad = good.clone();
            bad[key] = part.clone();
            assert!(!is_accepted(&bad), "{key}[{place}]: the model accepts {part}");
            assert!(validator.complaint(&bad).is_some(), "{key}[{place}]: the schema accepts {part}");
        }
    }
    let bare = json!({});
    assert!(!is_accepted(&bare) && validator.complaint(&bare).is_some());
}

#[test]
fn an_expression_is_the_same_rule_as_the_code() {
    let validator = Validator::new();
    let mut runner = TestRunner::new(ProptestConfig::with_cases(2_000));
    runner
        .run(&shapes::ruled_text(), |(rule, text)| {
            let config = shapes::place(rule, &text);
            prop_assert_eq!(is_accepted(&config), validator.complaint(&config).is_none(), "{}: {:?}", rule, text);
            Ok(())
        })
        .unwrap();
}

#[test]
fn whatever_the_model_accepts_the_schema_accepts() {
    let validator = Validator::new();
    let (accepted, all) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    TestRunner::new(ProptestConfig::with_cases(500))
        .run(&shapes::any_config(), |config| {
            all.set(all.get() + 1);
            if is_accepted(&config) {
                accepted.set(accepted.get() + 1);
                prop_assert_eq!(validator.complaint(&config), None);
            }
            Ok(())
        })
        .unwrap();
    // Otherwise this would show nothing.
    assert!(accepted.get() * 4 > all.get(), "only {} of {} configs were accepted", accepted.get(), all.get());
}
