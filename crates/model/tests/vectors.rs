//! The vectors of `tests/vectors`, read by the model. The gate reads the same files: `tests/gate/vectors.test.mjs`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may stop where its data is not what it needs

use assent_model::{Cards, Choice, Config, Model, Plan, Stored, Surroundings, Texts, Value, digest, resolve};
use serde_json::{Value as Json, json};
use std::path::PathBuf;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors").join(name)
}

fn read(name: &str) -> Json {
    serde_json::from_str(&std::fs::read_to_string(file(name)).unwrap()).unwrap()
}

/// The plan of a config of the vectors.
fn plan_of(name: &str, region: &str) -> Plan {
    let config = Config::read(&read(name).into()).unwrap();
    let (cards, texts) = (Cards::new(read("cards.json").into()), Texts::new(&read("texts.json").into()));
    resolve(&config, Surroundings { cards: &cards, texts: &texts, language: "en", today: "2026-11-22", region })
        .unwrap()
}

fn plan() -> Plan {
    plan_of("config.json", "")
}

/// Compares a plan with the file of it that the gate is tested with.
fn compare(plan: &Plan, name: &str) {
    let made = serde_json::to_string_pretty(&plan.to_value()).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file(name), &made).unwrap();
    }
    let expected = std::fs::read_to_string(file(name)).unwrap();
    assert_eq!(made, expected, "{name}: run this test with UPDATE=1 and read the diff");
}

#[test]
fn the_plans_are_those_that_the_gate_is_tested_with() {
    compare(&plan(), "plan.json");
    compare(&plan_of("full.config.json", "us-ca"), "full.plan.json");
}

#[test]
fn hostile_keys_are_faults() {
    for case in read("hostile.json")["cases"].as_array().unwrap() {
        let (cards, texts) = (Cards::new(read("cards.json").into()), Texts::new(&read("texts.json").into()));
        let around = Surroundings { cards: &cards, texts: &texts, language: "en", today: "2026-11-22", region: "" };
        let faults = Config::read(&case["config"].clone().into()).and_then(|config| resolve(&config, around)).err();
        let codes: Vec<&str> = faults.iter().flatten().map(|fault| fault.code).collect();
        assert_eq!(json!(codes), case["codes"], "{}", case["name"]);
    }
}

#[test]
fn digests_are_those_of_the_vectors() {
    for case in read("digests.json").as_array().unwrap() {
        assert_eq!(digest(case["text"].as_str().unwrap()), case["digest"].as_str().unwrap(), "{case}");
    }
}

/// What lies in the storage in this case: nothing, or a JSON value (null where it is no JSON).
fn stored(base: &Json, case: &Json) -> Option<Value> {
    if case["absent"] == json!(true) {
        return None;
    }
    if let Some(text) = case["text"].as_str() {
        return Some(serde_json::from_str::<Json>(text).unwrap_or(Json::Null).into());
    }
    let mut record = base.clone();
    for (key, value) in case["change"].as_object().unwrap() {
        match value {
            Json::Null => record.as_object_mut().unwrap().remove(key),
            value => record.as_object_mut().unwrap().insert(key.clone(), value.clone()),
        };
    }
    Some(record.into())
}

#[test]
fn records_grant_what_the_vectors_say() {
    let (plan, vectors) = (plan(), read("records.json"));
    let now = vectors["now"].as_f64().unwrap();
    let ids = plan.categories.iter().map(|c| c.id.as_str()).chain(plan.services.iter().map(|s| s.id.as_str()));
    let ids: Vec<&str> = ids.chain(["unknown", "constructor", "__proto__", ""]).collect();
    for case in vectors["cases"].as_array().unwrap() {
        let stored = Stored::read(stored(&vectors["base"], case), now);
        let mut plan = Plan { model: Model::named(case["model"].as_str().unwrap_or_default()), ..plan.clone() };
        for sold in case["sale"].as_array().into_iter().flatten() {
            plan.categories.iter_mut().find(|category| sold == &category.id).unwrap().sale = true;
        }
        for id in case["objectable"].as_array().into_iter().flatten() {
            let service = plan.services.iter_mut().find(|service| id == &service.id).unwrap();
            service.more.push(("objection".into(), Value::Bool(true)));
        }
        let grants: Vec<&str> = ids
            .iter()
            .copied()
            .filter(|id| stored.grants_category(&plan, id) || stored.grants_service(&plan, id))
            .collect();
        assert_eq!(json!(grants), case["grants"], "grants: {}", case["name"]);
        assert_eq!(stored.must_ask(&plan), case["ask"] == json!(true), "ask: {}", case["name"]);
        let problem = match stored {
            Stored::Kept(_) | Stored::Absent => Json::Null,
            Stored::Expired => json!("record-expired"),
            Stored::OtherVersion => json!("record-version"),
            Stored::Unreadable => json!("record-unreadable"),
        };
        assert_eq!(problem, case["problem"], "problem: {}", case["name"]);
    }
}

#[test]
fn a_choice_reads_as_what_was_chosen() {
    let plan = plan();
    let choice = Choice::new(&plan, "custom", &|id| ["analytics", "counter"].contains(&id));
    let mut record = serde_json::to_value(Value::from(choice)).unwrap();
    assert_eq!(record["services"]["ads"], json!(false), "a refusal is stored by its name");
    record["expires"] = json!("2027-02-20T10:00:00.000Z");
    let stored = Stored::read(Some(record.into()), 1_795_341_600_000.0);
    assert!(stored.grants_category(&plan, "analytics") && stored.grants_service(&plan, "counter"));
    assert!(stored.grants_category(&plan, "necessary") && stored.grants_service(&plan, "shop"));
    assert!(!stored.grants_service(&plan, "second-counter") && !stored.grants_category(&plan, "marketing"));
}

#[test]
fn paths_lead_where_the_vectors_say() {
    let paths = read("paths.json");
    let codes = |path: &str| -> Vec<&str> {
        let steps = json!([{ "set": path, "value": 1 }, { "push": path, "value": 1 }, { "call": path, "arguments": [] }, { "queue": path }]);
        let service = json!({ "id": "own", "title": "Own", "category": "necessary", "script": { "steps": steps } });
        let config = json!({ "categories": [{ "id": "necessary", "required": true }], "services": [service] });
        Config::read(&config.into()).map_or_else(|faults| faults.iter().map(|fault| fault.code).collect(), |_| vec![])
    };
    for path in paths["safe"].as_array().unwrap() {
        assert_eq!(codes(path.as_str().unwrap()), [""; 0], "{path}");
    }
    for path in paths["unsafe"].as_array().unwrap() {
        assert_eq!(codes(path.as_str().unwrap()), ["unsafe-path"; 4], "{path}");
    }
}

#[test]
fn languages_are_chosen_as_the_vectors_say() {
    for case in read("languages.json")["cases"].as_array().unwrap() {
        let config = json!({ "categories": [{ "id": "a" }], "languages": case["languages"] });
        let asked: Vec<String> =
            case["asked"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap().to_owned()).collect();
        let config = Config::read(&config.into()).unwrap();
        assert_eq!(config.language(&asked), case["chosen"].as_str().unwrap(), "{}", case["name"]);
    }
}
