//! What is told to have changed since a visitor answered: exactly that, and nothing of what only looks different.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may stop where its data is not what it needs

use assent_model::{Cards, Change, Choice, Config, Kind, Plan, Surroundings, Texts, Value, changes, renewed, resolve};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

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

/// What is told to have changed from one plan to the other, as `category/service/kind`.
fn told(before: &Plan, after: &Plan) -> Vec<String> {
    let record = Value::Object(Choice::new(before, "accept-all", &|_| true).0);
    let changes = changes(&record, after);
    assert_eq!(marked(&record, after), named(&changes), "the panel marks what the words tell, but for what is gone");
    changes.into_iter().map(|c| [c.category, c.service, c.kind.name().to_owned()].join("/")).collect()
}

/// The services that the panel marks.
fn marked(record: &Value, after: &Plan) -> BTreeSet<String> {
    renewed(record, after).into_iter().map(|(category, service)| [category, service].join("/")).collect()
}

/// The services that something is told of, and that are there to be marked.
fn named(changes: &[Change]) -> BTreeSet<String> {
    let there = changes.iter().filter(|change| change.kind != Kind::RemovedService);
    there.map(|change| [change.category.as_str(), &change.service].join("/")).collect()
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
fn each_part_is_told_by_its_kind() {
    assert_eq!(told_of(|_| {}), [""; 0]);
    assert_eq!(told_of(|s| s["purpose"] = json!("follows")), ["analytics/one/purpose"]);
    assert_eq!(told_of(|s| s["vendor"]["name"] = json!("W")), ["analytics/one/vendor"]);
    assert_eq!(told_of(|s| s["vendor"]["country"] = json!("US")), ["analytics/one/vendor"]);
    assert_eq!(told_of(|s| s["basis"]["storage"] = json!("requested")), ["analytics/one/basis"]);
    assert_eq!(told_of(|s| s["basis"]["processing"] = json!(["contract"])), ["analytics/one/basis"]);
}

#[test]
fn items_are_told_to_come_and_go() {
    let more = |name: &str| {
        let name = name.to_owned();
        told_of(move |s| s["items"].as_array_mut().unwrap().push(json!({"type": "cookie", "name": name})))
    };
    assert_eq!(more("c"), ["analytics/one/new-item"]);
    assert_eq!(more("b"), ["analytics/one/new-item"], "two of the same are two");
    let fewer = told_of(|s| drop(s["items"].as_array_mut().unwrap().pop()));
    assert_eq!(fewer, ["analytics/one/removed-item"]);
    let longer = told_of(|s| s["items"][0]["days"] = json!(400));
    assert_eq!(longer, ["analytics/one/new-item", "analytics/one/removed-item"]);
}

#[test]
fn services_are_told_to_come_go_and_move() {
    let (one, two) = (service("one", "analytics"), service("two", "analytics"));
    let (both, first) = (plan(&[one.clone(), two.clone()]), plan(std::slice::from_ref(&one)));
    assert_eq!(told(&first, &both), ["analytics/two/new-service"]);
    assert_eq!(told(&both, &first), ["analytics/two/removed-service"]);
    assert_eq!(told(&plan(&[]), &first), ["analytics/one/new-service"], "a category without services was answered too");
    let moved = plan(&[one, service("two", "marketing")]);
    assert_eq!(told(&both, &moved), ["analytics/two/removed-service", "marketing/two/new-service"]);
}

#[test]
fn nothing_is_told_of_what_no_record_can_tell() {
    let plan = plan(&[service("one", "analytics")]);
    let old = json!({"asked": {"analytics": "8582f0371bcd827a"}});
    for record in [json!(null), json!({}), json!({"asked": []}), json!({"asked": {"analytics": 1}}), old] {
        assert_eq!(changes(&record.clone().into(), &plan), [], "{record}");
    }
    for words in ["x y", "x one", "x :", "x one:é", "x one:12:3"] {
        let record = json!({"asked": {"analytics": words}});
        let _ = changes(&record.into(), &plan);
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
fn change(service: &mut Json, kind: Kind, word: &str) {
    let items = service["items"].as_array_mut().unwrap();
    match kind {
        Kind::NewItem => items.push(json!({"type": "indexedDB", "name": word})),
        Kind::RemovedItem => drop(items.pop()),
        Kind::Purpose => service["purpose"] = json!(format!("other {word}")),
        Kind::Vendor => service["vendor"]["name"] = json!(format!("other {word}")),
        Kind::Basis => service["basis"]["processing"] = json!(["consent"]),
        Kind::NewService | Kind::RemovedService => unreachable!("the services of a config are another list"),
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
        kind in prop::sample::select(vec![Kind::Purpose, Kind::Vendor, Kind::Basis, Kind::NewItem, Kind::RemovedItem]),
        word in "[a-z]{1,9}",
    ) {
        let before = plan(&services);
        let mut after = services;
        let place = place.index(after.len());
        change(&mut after[place], kind, &word);
        let (id, category) = (&after[place]["id"], after[place]["category"].as_str().unwrap().to_owned());
        let expected = [category.as_str(), id.as_str().unwrap(), kind.name()].join("/");
        let after = plan(&after);
        // Two texts may share their four digits: then the whole digest alone tells them apart.
        prop_assume!(category == "necessary" || words(&before) != words(&after));
        let expected = if category == "necessary" { vec![] } else { vec![expected] };
        prop_assert_eq!(told(&before, &after), expected);
    }

    #[test]
    fn no_record_is_a_panic(asked in "[0-9a-f]{0,16} ?[a-z:0-9é ]{0,40}", services in any_services()) {
        let record = json!({"asked": {"analytics": asked, "marketing": asked}});
        let _ = changes(&record.into(), &plan(&services));
    }
}
