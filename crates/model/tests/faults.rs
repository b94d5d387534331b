//! Every fault of a config, as its author reads it: place, message, help, code. One config may have several.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may stop where its data is not what it needs

use assent_model::{Cards, Config, Fault, Surroundings, Texts, Value, resolve};
use insta::assert_snapshot;
use serde_json::Value as Json;

fn read(name: &str) -> Value {
    let file = format!("{}/../../tests/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str::<Json>(&std::fs::read_to_string(file).unwrap()).unwrap().into()
}

/// The faults of a config, a line each.
fn faults(config: &str) -> String {
    let value: Value = serde_json::from_str::<Json>(config).unwrap().into();
    let (cards, texts) = (Cards::new(read("cards.json")), Texts::new(&read("texts.json")));
    let around = Surroundings { cards: &cards, texts: &texts, language: "en", today: "2026-11-22", region: "" };
    let faults = Config::read(&value).and_then(|config| resolve(&config, around)).err().unwrap_or_default();
    faults.iter().map(Fault::line).collect::<Vec<_>>().join("\n")
}

/// A config with these services, in the categories `necessary` and `analytics`.
fn with(services: &str) -> String {
    format!(
        r#"{{"categories": [{{"id": "necessary", "required": true}}, {{"id": "analytics"}}], "services": [{services}]}}"#
    )
}

#[test]
fn a_config_without_faults_has_none() {
    assert_eq!(faults(r#"{"categories": [{"id": "necessary", "required": true}]}"#), "");
    assert_eq!(faults(&with(r#"{"use": "counter"}, {"id": "own", "title": "Own", "category": "necessary"}"#)), "");
}

/// The snapshot shows each config with its faults under it, as a reader would want to check them.
#[test]
fn faults_say_what_where_and_how_to_mend_it() {
    let configs = [
        r#"[]"#.to_owned(),
        r#"{}"#.to_owned(),
        r#"{"catagories": [], "categories": [{"id": "necessary", "requird": true}], "x": 1}"#.to_owned(),
        r#"{"categories": [{"id": "necessary"}], "__proto__": {"required": true}}"#.to_owned(),
        r#"{"categories": {}, "revision": "2", "languages": "en", "policy": null}"#.to_owned(),
        r#"{"categories": [{"id": "necessary", "required": "yes"}, 3], "revision": -1}"#.to_owned(),
        r#"{"categories": []}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}, {"id": "analytics"}]}"#.to_owned(),
        r#"{"categories": [{"id": "chat"}], "texts": {"en": {"category.chat.title": "Chat"}}}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "texts": {"en": {"category.analitics.title": "Statistics", "purpose.own": "Our own"}}}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "storage": {"days": 0}, "policy": {"effectiveDate": "2026-02-30"}}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "policy": {"url": "data:text/html,x", "imprint": "java\nscript:x"}}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "theme": {"accent": "green"}, "controller": {"name": " "}}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "banner": {"layout": "bar", "position": "bottom-left"}}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "banner": {"layout": "dialog", "position": "top"}}"#.to_owned(),
        with(r#"{"title": "Nameless"}, {"id": "own"}"#),
        with(r#"{"id": "own", "title": "Own", "category": "analitics"}"#),
        with(r#"{"use": "counter"}, {"use": "counter"}, {"id": "analytics", "title": "A", "category": "analytics"}"#),
        with(r#"{"use": "Countr"}, {"use": "something-else"}"#),
        with(r#"{"use": "counter", "with": {"url": "stats.example.com", "sit": "1"}}"#),
        with(r#"{"id": "own", "title": "Own", "category": "analytics", "with": {"a": "b"}}"#),
        with(r#"{"id": "a b", "items": [{"type": "cooky", "name": "*"}, {"name": "x", "days": 1.5}], "vendor": {"country": "Austria", "policy": "javascript:alert(1)"}}"#),
        with(r#"{"id": "own", "title": "Own", "category": "analytics", "items": [{"type": "cookie"}, {"type": "cookie", "unnamed": true}]}"#),
        with(r#"{"id": "own", "title": "Own", "category": "analytics", "script": {"src": "JavaScript:alert(1)"}}"#),
        with(r#"{"id": "own", "title": "Own", "category": "analytics", "script": {"steps": [{"run": "x"}]}}"#),
        with(r#"{"id": "own", "title": "Own", "category": "analytics", "script": {"steps": [{"push": "a", "set": "b", "value": 1}, {"call": "a"}, {"queue": "a", "value": 3}, {"queue": "a", "arguments": []}, {"push": "a", "value": 1, "arguments": []}]}}"#),
        with(r#"{"id": "own", "title": "Own", "category": "analytics", "signals": {"granted": [{"set": "a..b", "value": 1}, {"set": "a[0]", "value": 1}, {"call": "a.__proto__.b", "arguments": []}], "refused": []}}"#),
        with(r#"{"id": "own", "title": "Own", "category": "analytics", "signals": {"denied": [{"set": "off-{id}", "value": 1}]}}"#),
        with(r#"{"use": "tagger", "with": {"id": "constructor"}}, {"id": "second", "use": "tagger", "with": {"id": "a b"}}"#),
        r#"{"categories": [{"id": "analytics"}], "storage": {"domain": "https://example.com", "reload": "sometimes"}}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "storage": {"domain": ".example.com"}, "net": true}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "storage": {"domain": "192.0.2.1"}, "net": "allow"}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "storage": {"domain": "example.com:8080"}}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "storage": {"domain": "localhost"}}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "regions": {"California": {"model": "opt-out"}, "US-": {}, "US-CA": {"model": "optout", "days": 0}}}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "signals": {"googleConsentMode": "yes", "dataLayer": {"name": "a b"}, "doNotTrack": 1}}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "signals": {"googleConsentMode": {"types": {"ad_storage": "marketing", "ads": "analytics"}, "region": ["Europe"], "waitForUpdate": -1}}}"#.to_owned(),
        r#"{"categories": [{"id": "analytics"}], "signals": {"googleConsentMode": {"types": {"ad_storage": "analitics"}}}}"#.to_owned(),
        with(r#"{"id": "own", "title": "Own", "category": "analytics", "basis": {"storage": "legitimate-interests", "processing": ["consnt"]}}"#),
    ];
    let shown = configs.map(|config| format!("{config}\n  {}\n", faults(&config).replace('\n', "\n  ")));
    assert_snapshot!(shown.join("\n"));
}
