//! Every card does what it is there for: named in a config it resolves, alone and with its parameters' examples.
//! Knows no card by name. Each message names the file and the cure.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

use assent_model::{Cards, Config, Fault, Surroundings, Texts, resolve};
use serde_json::{Map, Value, json};

/// Each card's id with the examples of its parameters.
fn examples() -> Vec<(String, Map<String, Value>)> {
    let Value::Object(cards) = assent_catalogue::cards_json().unwrap() else { panic!("The catalogue is an object.") };
    let of_card = |(id, card): (String, Value)| {
        let parameters = card["parameters"].as_object().cloned().unwrap_or_default();
        (id, parameters.into_iter().map(|(name, parameter)| (name, parameter["example"].clone())).collect())
    };
    cards.into_iter().map(of_card).collect()
}

/// What is read once for all cards.
struct Catalogue {
    cards: &'static Cards,
    texts: Texts,
}

impl Catalogue {
    fn read() -> Self {
        Self { cards: assent_catalogue::cards().unwrap(), texts: assent_catalogue::texts("en").unwrap() }
    }

    /// The faults of a config that uses one card in this way.
    fn faults_of(&self, service: &Value) -> String {
        let ids = ["necessary", "functional", "analytics", "marketing"];
        let categories: Vec<Value> = ids.iter().map(|id| json!({ "id": id, "required": *id == "necessary" })).collect();
        let config = json!({ "categories": categories, "services": [service] });
        let surroundings =
            Surroundings { cards: self.cards, texts: &self.texts, language: "en", today: "2026-11-22", region: "" };
        let outcome = Config::read(&config.into()).and_then(|config| resolve(&config, surroundings));
        outcome.err().unwrap_or_default().iter().map(Fault::line).collect::<Vec<_>>().join("\n")
    }
}

#[test]
fn a_card_resolves_by_its_name_alone() {
    let catalogue = Catalogue::read();
    for (id, _) in examples() {
        let faults = catalogue.faults_of(&json!({ "use": id }));
        assert!(faults.is_empty(), "services/{id}.json cannot be used by {{\"use\": \"{id}\"}}:\n{faults}");
    }
}

#[test]
fn a_card_resolves_with_the_examples_of_its_parameters() {
    let catalogue = Catalogue::read();
    for (id, with) in examples().into_iter().filter(|(_, with)| !with.is_empty()) {
        let faults = catalogue.faults_of(&json!({ "use": id, "with": with }));
        assert!(faults.is_empty(), "services/{id}.json: mend the examples of \"parameters\", or \"script\":\n{faults}");
    }
}
