//! Whatever the check lets pass is built, always to the same bytes, and obeyed by the gate.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop")]

use super::kit::Kit;
use super::{bundle, languages, page};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TODAY: &str = "2026-11-22";

/// How many configs are built; the gate is started once for all of them.
const CASES: usize = 30;

fn tree(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// A kit of the sources as they lie in the tree, which no tool has made smaller.
fn kit(folder: &Path) -> Kit {
    fs::create_dir_all(folder).unwrap();
    fs::copy(tree("www/gate.js"), folder.join("assent.js")).unwrap();
    for entry in fs::read_dir(tree("www/parts")).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("assent-{}", path.file_name().unwrap().to_string_lossy());
        fs::copy(&path, folder.join(name)).unwrap();
    }
    Kit::open(folder, &folder.join("out")).unwrap()
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z]{1,12}( [a-z]{1,9}){0,3}",
        Just("</script><!--".to_owned()),
        Just("a \"quote\" \\ it's".to_owned()),
        "\\PC{1,20}"
    ]
}

fn any_service(place: usize) -> impl Strategy<Value = Value> {
    let cards: Vec<String> = assent_catalogue::cards_json().unwrap().as_object().unwrap().keys().cloned().collect();
    let own = (any_text(), any_text(), select(vec!["necessary", "analytics", "own"]), 0_u32..4000, any::<bool>())
        .prop_map(move |(title, purpose, category, days, is_web)| {
            let mut service = json!({
                "id": format!("own-{place}"), "title": title, "purpose": purpose, "category": category,
                "items": [{ "type": "cookie", "name": format!("c{place}_*"), "days": days, "purpose": "session" }]
            });
            if is_web {
                service["script"] = json!({
                    "src": "https://x.example/s.js",
                    "steps": [{ "push": "queue", "value": [-0.5, null, { "__proto__": "x", "a-b": purpose }] }]
                });
            }
            service
        });
    let card =
        select(cards).prop_map(move |id| json!({ "use": id, "id": format!("card-{place}"), "category": "analytics" }));
    prop_oneof![own, card]
}

fn any_config() -> impl Strategy<Value = Value> {
    let services = (0_usize..7).prop_flat_map(|count| (0..count).map(any_service).collect::<Vec<_>>());
    let codes: Vec<&str> = assent_catalogue::languages().map(|(code, _)| code).collect();
    let banner = prop_oneof![
        Just(json!({})),
        Just(json!({ "layout": "bar", "position": "top" })),
        Just(json!({ "position": "top-right" }))
    ];
    let more = select(vec![
        json!({}),
        json!({ "regions": { "us": { "model": "notice" }, "US-CA": { "model": "opt-out", "days": 7 } } }),
        json!({ "signals": { "googleConsentMode": true, "dataLayer": true }, "preload": "hover" }),
        json!({ "storage": { "days": 30, "reload": "never" }, "preload": "idle" }),
    ]);
    (services, subsequence(codes, 0..4), banner, any_text(), more, any::<bool>()).prop_map(
        |(services, languages, banner, text, more, sale)| {
            let mut config = json!({
                "controller": { "name": text }, "languages": languages, "banner": banner, "services": services,
                "categories": [{ "id": "necessary", "required": true }, { "id": "analytics", "sale": sale }, { "id": "own" }],
                "texts": { "en": { "category.own.title": text, "category.own.text": text, "banner.title": text } }
            });
            for code in languages {
                config["texts"][code] = json!({ "category.own.title": text, "category.own.text": text });
            }
            config.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            config
        },
    )
}

fn built(text: &str, kit: &Kit) -> Option<BTreeMap<String, Vec<u8>>> {
    let checked = assent_lint::check(text, TODAY).unwrap();
    let config = checked.config?;
    let pages =
        page::pages(&config, text, &languages(&config, &[]).unwrap(), kit, TODAY).expect("what the check lets pass");
    Some(bundle::files(&config, &pages, kit).expect("what has pages"))
}

#[test]
fn whatever_the_check_lets_pass_is_built_and_obeyed() {
    let room = std::env::temp_dir().join(format!("assent-build-{}", std::process::id()));
    let kit = kit(&room.join("kit"));
    let (mut runner, strategy, mut count) = (TestRunner::deterministic(), any_config(), 0);
    while count < CASES {
        let text = strategy.new_tree(&mut runner).unwrap().current().to_string();
        let Some(files) = built(&text, &kit) else { continue };
        assert_eq!(Some(&files), built(&text, &kit).as_ref(), "the same input gives the same bytes: {text}");
        fs::write(room.join(format!("{count}.js")), &files["assent.js"]).unwrap();
        fs::write(room.join(format!("{count}.json")), &text).unwrap();
        count += 1;
    }
    let script = tree("tests/gate/obeys.mjs");
    let output = Command::new("node").arg(script).arg(&room).output().expect("Node.js is needed");
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains(&format!("{CASES} files obeyed")), "{said}");
    fs::remove_dir_all(room).unwrap();
}
