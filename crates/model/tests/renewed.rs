//! The panel marks the services that are not what they were when the visitor answered, and no others.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may stop where its data is not what it needs

use assent_model::{Cards, Choice, Config, Plan, Surroundings, Texts, Value, renewed, resolve};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn plan(services: &[Json]) -> Plan {
    let texts: Json = ["necessary", "analytics", "marketing"]
        .iter()
        .flat_map(|id| ["title", "text"].map(|part| (format!("category.{id}.{part}"), json!("text"))))
        .collect();
    let categories = json!([{"id": "necessary", "required": true}, {"id": "analytics"}, {"id": "marketing"}]);
    let config = json!({"categories": categories, "services": services});
    let (cards, texts) = (Cards::new(Value::Null), Texts::new(&texts.into()));
    let around = Surroundings { cards: &cards, texts: &texts, language: "en", today: "2026-11-22", region: "" };
    resolve(&Config::read(&config.into()).unwrap(), around).unwrap()
}

/// What is told to have changed from one plan to the other, as `category/service`.
fn told(before: &Plan, after: &Plan) -> Vec<String> {
    let record = Value::Object(Choice::new(before, "accept-all", &|_| true).0);
    renewed(&record, after).into_iter().map(|(category, service)| [category, service].join("/")).collect()
}

fn service(id: &str, category: &str) -> Json {
    json!({"id": id, "title": "S", "category": category, "purpose": "counts", "vendor": {"name": "V", "country": "AT"},
        "basis": {"storage": "consent", "processing": ["consent"]},
        "items": [{"type": "cookie", "name": "a", "days": 1}, {"type": "cookie", "name": "b"}]})
}

/// What is told when the first of two services becomes another.
fn told_of(change: impl Fn(&mut Json)) -> Vec<String> {
    let before = [service("one", "analytics"), service("two", "marketing")];
    let mut after = before.clone();
    change(&mut after[0]);
    told(&plan(&before), &plan(&after))
}

#[test]
fn each_part_of_a_service_is_told() {
    let changes: [fn(&mut Json); 7] = [
        |s| s["purpose"] = json!("follows"),
        |s| s["vendor"]["name"] = json!("W"),
        |s| s["vendor"]["country"] = json!("US"),
        |s| s["basis"]["storage"] = json!("requested"),
        |s| s["items"].as_array_mut().unwrap().push(json!({"type": "cookie", "name": "b"})),
        |s| drop(s["items"].as_array_mut().unwrap().pop()),
        |s| s["items"][0]["days"] = json!(400),
    ];
    assert_eq!(told_of(|_| {}), [""; 0]);
    for change in changes {
        assert_eq!(told_of(change), ["analytics/one"]);
    }
}

#[test]
fn a_service_is_told_where_it_is_new_and_not_where_it_was() {
    let (one, two) = (service("one", "analytics"), service("two", "analytics"));
    let (both, first) = (plan(&[one.clone(), two.clone()]), plan(std::slice::from_ref(&one)));
    assert_eq!(told(&first, &both), ["analytics/two"]);
    assert_eq!(told(&both, &first), [""; 0], "what is gone is on no panel");
    assert_eq!(told(&plan(&[]), &first), ["analytics/one"], "a category without services was answered too");
    let moved = plan(&[one, service("two", "marketing")]);
    assert_eq!(told(&both, &moved), ["marketing/two"]);
}

#[test]
fn nothing_is_told_of_what_no_record_can_tell() {
    let plan = plan(&[service("one", "analytics")]);
    let old = json!({"asked": {"analytics": "8582f0371bcd827a"}});
    for record in [json!(null), json!({}), json!({"asked": []}), json!({"asked": {"analytics": 1}}), old] {
        assert_eq!(renewed(&record.clone().into(), &plan), [], "{record}");
    }
    for words in ["x y", "x one", "x :", "x one:é", "x one:12:3"] {
        let record = json!({"asked": {"analytics": words}});
        let _ = renewed(&record.into(), &plan);
    }
}

fn any_services() -> impl Strategy<Value = Vec<Json>> {
    let category = proptest::sample::select(vec!["necessary", "analytics", "marketing"]);
    let one = (category, "[a-z ]{1,9}", "[a-z_]{1,6}[*]?", 0..800_u32);
    prop::collection::vec(one, 1..6).prop_map(|services| {
        let entry = |(place, (category, purpose, name, days)): (usize, (&str, String, String, u32))| {
            json!({"id": format!("s{place}"), "title": "S", "category": category, "purpose": format!("p{purpose}"),
                "vendor": {"name": "V", "country": "AT"}, "basis": {"storage": "consent", "processing": ["consent", "contract"]},
                "items": [{"type": "cookie", "name": name, "days": days}, {"type": "localStorage", "name": "kept"}]})
        };
        services.into_iter().enumerate().map(entry).collect()
    })
}

/// Puts something else into one part of a service.
fn change(service: &mut Json, part: usize, word: &str) {
    match part {
        0 => service["items"].as_array_mut().unwrap().push(json!({"type": "indexedDB", "name": word})),
        1 => drop(service["items"].as_array_mut().unwrap().pop()),
        2 => service["purpose"] = json!(format!("other {word}")),
        3 => service["vendor"]["name"] = json!(format!("other {word}")),
        _ => service["basis"]["processing"] = json!(["consent"]),
    }
}

/// What stands behind the digests.
fn words(plan: &Plan) -> Vec<&str> {
    plan.categories.iter().filter_map(|category| Some(category.asked.as_ref()?.split_once(' ')?.1)).collect()
}

proptest! {
    #[test]
    fn what_only_looks_different_is_no_change(services in any_services(), title in "[a-z]{1,9}") {
        let before = plan(&services);
        let mut after = services;
        after.reverse();
        for service in &mut after {
            service["title"] = json!(title);
            service["hosts"] = json!([title]);
            service["vendor"]["policy"] = json!("/policy");
            service["basis"]["processing"] = json!(["contract", "consent"]);
            service["items"].as_array_mut().unwrap().reverse();
        }
        prop_assert_eq!(told(&before, &plan(&after)), [""; 0]);
    }

    #[test]
    fn one_changed_part_is_told_and_nothing_else(
        services in any_services(),
        place in any::<prop::sample::Index>(),
        part in 0..5_usize,
        word in "[a-z]{1,9}",
    ) {
        let before = plan(&services);
        let mut after = services;
        let place = place.index(after.len());
        change(&mut after[place], part, &word);
        let (id, category) = (&after[place]["id"], after[place]["category"].as_str().unwrap().to_owned());
        let expected = [category.as_str(), id.as_str().unwrap()].join("/");
        let after = plan(&after);
        // Two texts may share their four digits: then the whole digest alone tells them apart.
        prop_assume!(category == "necessary" || words(&before) != words(&after));
        let expected = if category == "necessary" { vec![] } else { vec![expected] };
        prop_assert_eq!(told(&before, &after), expected);
    }

    #[test]
    fn no_record_is_a_panic(asked in "[0-9a-f]{0,16} ?[a-z:0-9é ]{0,40}", services in any_services()) {
        let record = json!({"asked": {"analytics": asked, "marketing": asked}});
        let _ = renewed(&record.into(), &plan(&services));
    }
}
