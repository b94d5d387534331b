//! What is shown: texts chosen and filled, durations as people say them, links that cannot run code.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may stop where its data is not what it needs

use assent_model::shape::is_link;
use assent_model::{Cards, Config, Surroundings, Texts, Value, resolve};
use serde_json::{Value as Json, json};

/// The texts of a language in which 1 is `one`, and numbers that end in 2 are `few`, as in many Slavic ones.
fn texts() -> Json {
    json!({"category.necessary.title": "N", "category.necessary.text": "N", "duration.session": "session",
        "duration.tab": "tab", "duration.deleted": "until deleted", "duration.unknown": "not stated",
        "duration.days.one": "1 day", "duration.days.few": "{count} days (few)", "duration.days.other": "{count} days",
        "duration.months.other": "{count} months", "duration.years.one": "1 year", "duration.years.other": "{count} years",
        "duration.years.few": "{count} years (few)", "plural.1": "one", "plural.2": "few", "plural.22": "few", "plural.102": "few",
        "plural.5": "many"})
}

fn duration(kind: &str, days: Option<u32>) -> String {
    let mut item = json!({"type": kind, "name": "x"});
    if let Some(days) = days {
        item["days"] = json!(days);
    }
    let service = json!({"id": "s", "title": "S", "category": "necessary", "items": [item]});
    let config = json!({"categories": [{"id": "necessary", "required": true}], "services": [service]});
    let (cards, texts) = (Cards::new(Value::Null), Texts::new(&texts().into()));
    let around = Surroundings { cards: &cards, texts: &texts, language: "en", today: "2026-11-22", region: "" };
    let plan = resolve(&Config::read(&config.into()).unwrap(), around).unwrap();
    plan.view.categories[0].services[0].items[0].duration.clone()
}

#[test]
fn durations_are_said_as_people_say_them() {
    let cases = [
        (Some(0), "session"),
        (Some(1), "1 day"),
        (Some(2), "2 days (few)"),
        (Some(5), "5 days"),
        (Some(22), "22 days (few)"),
        (Some(59), "59 days"),
        (Some(60), "2 months"),
        (Some(90), "3 months"),
        (Some(180), "6 months"),
        (Some(365), "1 year"),
        (Some(390), "13 months"),
        (Some(395), "13 months"),
        (Some(730), "2 years (few)"),
        (Some(10_957), "30 years"),
        (Some(2_913_430), "7982 years"),
        (Some(5_512 * 365 + 90 * 365), "5602 years (few)"),
        (None, "not stated"),
    ];
    for (days, said) in cases {
        assert_eq!(duration("cookie", days), said, "{days:?}");
    }
    assert_eq!(duration("localStorage", None), "until deleted");
    assert_eq!(duration("localStorage", Some(180)), "6 months");
    assert_eq!(duration("sessionStorage", None), "tab");
    assert_eq!(duration("sessionStorage", Some(0)), "tab");
}

#[test]
fn a_policy_that_does_not_hold_yet_is_not_shown_as_if_it_did() {
    let texts = json!({"category.a.title": "A", "category.a.text": "A", "policy.since": "since {date}", "policy.from": "from {date}",
        "date.2026-05-02": "2 May 2026"});
    let said = |date: &str, today: &str| {
        let config = json!({"categories": [{"id": "a"}], "policy": {"effectiveDate": date}});
        let (cards, texts) = (Cards::new(Value::Null), Texts::new(&texts.clone().into()));
        let around = Surroundings { cards: &cards, texts: &texts, language: "en", today, region: "" };
        resolve(&Config::read(&config.into()).unwrap(), around).unwrap().view.policy_date
    };
    assert_eq!(said("2026-05-01", "2026-04-30").as_deref(), Some("from 2026-05-01"));
    assert_eq!(said("2026-05-01", "2026-05-01").as_deref(), Some("since 2026-05-01"));
    assert_eq!(said("2026-05-02", "2026-05-02").as_deref(), Some("since 2 May 2026"), "as the language writes it");
}

#[test]
fn links_cannot_run_code() {
    for link in
        ["/privacy", "privacy.html#top", "?page=1", "https://example.com/a:b", "HTTP://x", "mailto:a@b", "tel:+43"]
    {
        assert!(is_link(link), "{link}");
    }
    for link in [
        "javascript:alert(1)",
        "JavaScript:x",
        "java\nscript:x",
        " javascript:x",
        "\u{1}javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "blob:x",
        "a\\b",
    ] {
        assert!(!is_link(link), "{link}");
    }
}

/// GDPR, Art. 13(1)(f).
#[test]
fn a_vendor_is_shown_with_its_country_and_what_a_transfer_rests_on() {
    let vendor = json!({"name": "V Inc.", "country": "US", "policy": "/v", "transfer": "standard-clauses"});
    let service = json!({"id": "s", "title": "S", "category": "a", "vendor": vendor});
    let config = json!({"categories": [{"id": "a"}], "services": [service]});
    let texts = json!({"category.a.title": "A", "category.a.text": "A", "fact.transfer": "Transfer",
        "transfer.standard-clauses": "standard clauses", "country.US": "United States"});
    let (cards, texts) = (Cards::new(Value::Null), Texts::new(&texts.into()));
    let around = Surroundings { cards: &cards, texts: &texts, language: "en", today: "2026-11-22", region: "" };
    let plan = resolve(&Config::read(&config.into()).unwrap(), around).unwrap();
    let facts = plan.view.categories[0].services[0].facts.iter();
    let facts: Vec<(&str, &str)> = facts.map(|fact| (fact.label.as_str(), fact.text.as_str())).collect();
    assert!(facts.contains(&("fact.vendor", "V Inc., United States")), "{facts:?}");
    assert!(facts.contains(&("Transfer", "standard clauses")), "{facts:?}");
}

#[test]
fn who_runs_on_a_legitimate_interest_can_be_objected_to() {
    let texts = ["necessary", "analytics"]
        .into_iter()
        .flat_map(|id| ["title", "text"].map(|part| (format!("category.{id}.{part}"), json!("x"))));
    let texts = Texts::new(&Json::Object(texts.collect()).into());
    let objection = |category: &str, processing: &[&str]| {
        let service = json!({"id": "s", "title": "S", "category": category, "basis": {"processing": processing}});
        let categories = json!([{"id": "necessary", "required": true}, {"id": "analytics"}]);
        let config = json!({"categories": categories, "services": [service]});
        let cards = Cards::new(Value::Null);
        let around = Surroundings { cards: &cards, texts: &texts, language: "en", today: "2026-11-22", region: "" };
        let view = resolve(&Config::read(&config.into()).unwrap(), around).unwrap().view;
        view.categories.iter().find(|known| known.id == category).unwrap().services[0].objection
    };
    assert!(objection("necessary", &["contract", "legitimate-interests"]));
    assert!(!objection("necessary", &["contract"]));
    assert!(!objection("analytics", &["legitimate-interests"]), "it is asked for already");
}
