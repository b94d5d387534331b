//! Rules of the model that hold for every config, every plan and every record.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may stop where its data is not what it needs

use assent_model::{Cards, Choice, Config, Model, Plan, Stored, Surroundings, Texts, Value, resolve};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const NOW: f64 = 1_795_341_600_000.0;

fn plan(config: &Json) -> Plan {
    let texts: Json = ["necessary", "analytics", "marketing"]
        .iter()
        .flat_map(|id| ["title", "text"].map(|part| (format!("category.{id}.{part}"), json!("text"))))
        .collect();
    let (cards, texts) = (Cards::new(Value::Null), Texts::new(&texts.into()));
    let around = Surroundings { cards: &cards, texts: &texts, language: "en", today: "2026-11-22", region: "" };
    resolve(&Config::read(&config.clone().into()).unwrap(), around).unwrap()
}

fn config(services: Vec<Json>) -> Json {
    let categories = json!([{"id": "necessary", "required": true}, {"id": "analytics"}, {"id": "marketing"}]);
    json!({"categories": categories, "services": services})
}

fn asked(plan: &Plan, id: &str) -> Option<String> {
    plan.categories.iter().find(|category| category.id == id).unwrap().asked.clone()
}

fn record(choice: Choice) -> Stored {
    let mut record = choice.0;
    record.push(("expires".to_owned(), "2027-01-01T00:00:00Z".into()));
    Stored::read(Some(Value::Object(record)), NOW)
}

fn any_json() -> impl Strategy<Value = Json> {
    let words =
        ["categories", "services", "id", "use", "with", "items", "type", "name", "texts", "storage", "__proto__"];
    let key = prop_oneof![proptest::sample::select(words.to_vec()).prop_map(str::to_owned), ".{0,8}"];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        ".{0,12}".prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            prop::collection::vec((key.clone(), inner), 0..6).prop_map(|entries| entries.into_iter().collect::<Json>()),
        ]
    })
}

fn any_services() -> impl Strategy<Value = Vec<Json>> {
    let category = proptest::sample::select(vec!["necessary", "analytics", "marketing"]);
    let service = (category, "[a-z ]{1,9}", "[a-z_]{1,6}[*]?", 0..800_u32);
    prop::collection::vec(service, 0..8).prop_map(|services| {
        let entry = |(place, (category, purpose, name, days)): (usize, (&str, String, String, u32))| {
            let items = json!([{"type": "cookie", "name": name, "days": days}]);
            json!({"id": format!("s{place}"), "title": "S", "category": category, "purpose": format!("p{purpose}"), "items": items})
        };
        services.into_iter().enumerate().map(entry).collect()
    })
}

proptest! {
    #[test]
    fn any_json_gives_a_config_or_faults_with_help(value in any_json()) {
        if let Err(faults) = Config::read(&value.into()) {
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.iter().all(|fault| !fault.message.is_empty() && !fault.help.is_empty()));
        }
    }

    #[test]
    fn any_record_grants_only_what_is_required_unless_it_answers(
        value in any_json(),
        services in any_services(),
        model in proptest::sample::select(vec![Model::OptIn, Model::OptOut, Model::Notice]),
    ) {
        // Whatever the model: a record that cannot be read may have been a refusal.
        let plan = Plan { model, ..plan(&config(services)) };
        let stored = Stored::read(Some(value.into()), NOW);
        prop_assert!(!stored.grants_category(&plan, "analytics") && !stored.grants_category(&plan, "marketing"));
        prop_assert!(stored.must_ask(&plan));
        for service in &plan.services {
            prop_assert_eq!(stored.grants_service(&plan, &service.id), service.category == "necessary");
        }
    }

    #[test]
    fn the_outcomes_grant_everything_and_nothing(services in any_services()) {
        let plan = plan(&config(services));
        let (all, none) = (Choice::new(&plan, "accept-all", &|_| true), Choice::new(&plan, "reject-all", &|_| false));
        let outcomes = plan.to_value().get("outcomes").cloned();
        prop_assert_eq!(outcomes, Some(Value::object([("accept", Value::Object(all.0.clone())), ("reject", Value::Object(none.0.clone()))])));
        let (accepted, refused) = (record(all), record(none));
        prop_assert!(!accepted.must_ask(&plan) && !refused.must_ask(&plan));
        for service in &plan.services {
            prop_assert!(accepted.grants_service(&plan, &service.id));
            prop_assert_eq!(refused.grants_service(&plan, &service.id), service.category == "necessary");
            let named = refused.kept().and_then(|record| record.get("services")?.get(&service.id)).is_some();
            prop_assert!(named, "a refusal is stored by its name");
        }
    }

    #[test]
    fn the_order_and_the_titles_of_services_do_not_ask_again(services in any_services(), title in "[a-z]{1,9}") {
        let before = plan(&config(services.clone()));
        let mut changed = services;
        changed.reverse();
        for service in &mut changed {
            service["title"] = json!(title);
        }
        let after = plan(&config(changed));
        prop_assert_eq!(asked(&before, "analytics"), asked(&after, "analytics"));
        prop_assert_eq!(asked(&before, "marketing"), asked(&after, "marketing"));
    }

    #[test]
    fn a_change_of_what_is_asked_asks_again_for_that_category_alone(services in any_services(), kind in 0..4) {
        prop_assume!(services.iter().any(|service| service["category"] == "analytics"));
        let before = plan(&config(services.clone()));
        let mut changed = services;
        let service = changed.iter_mut().find(|service| service["category"] == "analytics").unwrap();
        match kind {
            0 => service["purpose"] = json!("another purpose"),
            1 => service["vendor"] = json!({"name": "Another vendor"}),
            2 => service["items"][0]["name"] = json!("another_item"),
            _ => changed.push(json!({"id": "new", "title": "New", "category": "analytics"})),
        }
        let after = plan(&config(changed));
        prop_assert_ne!(asked(&before, "analytics"), asked(&after, "analytics"));
        prop_assert_eq!(asked(&before, "marketing"), asked(&after, "marketing"));
        let stored = record(Choice::new(&before, "accept-all", &|_| true));
        prop_assert!(stored.must_ask(&after) && !stored.grants_category(&after, "analytics"));
        prop_assert!(stored.grants_category(&after, "marketing"), "what has not changed stays as it was");
    }
}

#[test]
fn numbers_keep_their_fractions_and_whole_ones_have_none() {
    for (number, expected) in [(0.0, "0"), (7.0, "7"), (-0.5, "-0.5"), (1e3, "1000"), (f64::NAN, "null")] {
        assert_eq!(serde_json::to_string(&Value::Number(number)).unwrap(), expected);
    }
}
