//! What is told to others, what is heard from the browser, and what differs by region: from the config to the plan.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may stop where its data is not what it needs

use assent_model::{Cards, Config, Model, Plan, Surroundings, Texts, resolve};
use serde_json::{Value as Json, json};

fn vector(name: &str) -> Json {
    let file = format!("{}/../../tests/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn plan_in(region: &str, more: Json) -> Plan {
    let mut config =
        json!({"categories": [{"id": "necessary", "required": true}, {"id": "analytics"}, {"id": "marketing"}]});
    config.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let (cards, texts) = (Cards::new(vector("cards.json").into()), Texts::new(&vector("texts.json").into()));
    let around = Surroundings { cards: &cards, texts: &texts, language: "en", today: "2026-11-22", region };
    resolve(&Config::read(&config.into()).unwrap(), around).unwrap()
}

/// The plan as the gate gets it.
fn made(more: Json) -> Json {
    serde_json::to_value(plan_in("", more).to_value()).unwrap()
}

fn with_signals(signals: Json) -> Json {
    made(json!({"signals": signals}))["signals"].clone()
}

#[test]
fn nothing_is_told_unless_it_is_asked_for() {
    for signals in [json!({}), json!({"googleConsentMode": false, "dataLayer": false, "doNotTrack": false})] {
        assert_eq!(with_signals(signals), json!(null));
    }
    assert_eq!(made(json!({"signals": {"doNotTrack": true}}))["doNotTrack"], json!(true));
}

#[test]
fn consent_mode_is_denied_first_and_follows_the_stock_categories() {
    let all = "denied";
    let signals = with_signals(json!({"googleConsentMode": true}));
    let first = json!({"ad_storage": all, "ad_user_data": all, "ad_personalization": all, "analytics_storage": all,
        "functionality_storage": all, "personalization_storage": all, "security_storage": "granted"});
    let before = json!([{"queue": "dataLayer"}, {"push": "dataLayer", "arguments": ["consent", "default", first]}]);
    assert_eq!(signals["before"], before);
    let (ads, none) = ("$granted:marketing", "denied");
    let now = json!({"ad_storage": ads, "ad_user_data": ads, "ad_personalization": ads,
        "analytics_storage": "$granted:analytics", "functionality_storage": none, "personalization_storage": none,
        "security_storage": "granted"});
    assert_eq!(signals["update"], json!([{"push": "dataLayer", "arguments": ["consent", "update", now]}]));
}

#[test]
fn a_type_is_answered_by_the_category_that_the_author_names() {
    let types =
        json!({"ad_storage": "analytics", "functionality_storage": "necessary", "security_storage": "marketing"});
    let signals = with_signals(json!({"googleConsentMode": {"types": types}}));
    let first = &signals["before"][1]["arguments"][2];
    assert_eq!(first["functionality_storage"], json!("granted"), "what is required is granted from the start");
    assert_eq!(first["security_storage"], json!("denied"));
    let now = &signals["update"][0]["arguments"][2];
    assert_eq!(now["ad_storage"], json!("$granted:analytics"));
    assert_eq!(now["functionality_storage"], json!("$granted:necessary"));
    assert_eq!(now["security_storage"], json!("$granted:marketing"));
}

#[test]
fn the_event_tells_every_category_after_google_has_been_told() {
    let signals = with_signals(json!({"googleConsentMode": true, "dataLayer": {"event": "choice"}}));
    let answers = json!({"necessary": "$granted:necessary", "analytics": "$granted:analytics", "marketing": "$granted:marketing"});
    assert_eq!(signals["update"][1], json!({"push": "dataLayer", "value": {"event": "choice", "assent": answers}}));
    let alone = with_signals(json!({"dataLayer": true}));
    assert_eq!(alone["before"], json!(null));
    assert_eq!(alone["update"][0]["value"]["event"], json!("assent"));
}

#[test]
fn a_data_layer_of_another_name_hears_all_and_the_usual_one_hears_google() {
    let signals = with_signals(json!({"googleConsentMode": true, "dataLayer": {"name": "own.layer"}}));
    let places = |list: &str| {
        let steps = signals[list].as_array().unwrap().iter();
        steps.map(|step| step.get("push").unwrap_or(&step["queue"]).clone()).collect::<Vec<_>>()
    };
    assert_eq!(places("before"), ["dataLayer", "dataLayer", "own.layer", "own.layer"]);
    assert_eq!(places("update"), ["dataLayer", "own.layer", "own.layer"]);
}

#[test]
fn a_tag_is_loaded_early_only_in_the_advanced_mode_and_only_if_it_obeys() {
    let services = json!([{"use": "tagger", "with": {"id": "1"}}, {"use": "pixel", "with": {"id": "1"}}]);
    let early = |google: Json| {
        let made = made(json!({"services": services, "signals": {"googleConsentMode": google}}));
        let (tagger, pixel) = (&made["services"][0], &made["services"][1]);
        assert!(tagger["script"].get("consentMode").is_none(), "the gate has no use for it");
        assert!(pixel["script"].get("early").is_none() && pixel.get("signals").is_some());
        (tagger["script"]["early"] == json!(true), tagger.get("signals").is_some())
    };
    assert_eq!(early(json!({"advanced": true})), (true, false));
    for google in [json!({"advanced": false}), json!({}), json!(true), json!(false)] {
        assert_eq!(early(google), (false, true));
    }
}

#[test]
fn the_vendors_own_calls_are_the_cards_unless_the_author_says_otherwise() {
    let signals = |more: Json| {
        let mut service = json!({"use": "tagger"});
        service.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        made(json!({"services": [service]}))["services"][0].get("signals").cloned()
    };
    let off = json!([{"set": "tag-off-1", "value": true}]);
    assert_eq!(signals(json!({"with": {"id": "1"}})).unwrap()["before"], off);
    assert_eq!(signals(json!({})), None, "each of its steps names a parameter that nobody gave");
    assert_eq!(signals(json!({"with": {"id": "1"}, "signals": {}})), None);
    let own = json!({"granted": [{"set": "on-{id}", "value": true}], "denied": []});
    let filled = json!({"granted": [{"set": "on-1", "value": true}]});
    assert_eq!(signals(json!({"with": {"id": "1"}, "signals": own})), Some(filled));
}

#[test]
fn the_nearest_region_says_what_holds() {
    let regions = json!({"US": {"model": "notice"}, "us-ca": {"model": "opt-out", "days": 365}, "CH": {"days": 30}});
    let rules = |region: &str| {
        let plan = plan_in(region, json!({"regions": regions, "storage": {"days": 90}}));
        (plan.model, plan.days)
    };
    assert_eq!(rules("US-CA"), (Model::OptOut, 365));
    assert_eq!(rules("us-ca"), (Model::OptOut, 365));
    assert_eq!(rules("US-NY"), (Model::Notice, 90));
    assert_eq!(rules("us"), (Model::Notice, 90));
    assert_eq!(rules("CH-ZH"), (Model::OptIn, 30));
    for region in ["", "AT", "USA", "-", "-CA", "U", "__proto__"] {
        assert_eq!(rules(region), (Model::OptIn, 90), "{region}");
    }
    assert_eq!(plan_in("US", json!({})).days, 180);
}

#[test]
fn what_the_author_leaves_alone_is_left_out() {
    let made = made(json!({"storage": {"reload": "ask"}, "services": [{"use": "tagger"}]}));
    for key in ["model", "doNotTrack", "domain", "reload", "net", "parts", "signals"] {
        assert_eq!(made.get(key), None, "{key}");
    }
    assert_eq!(made["services"][0].get("hosts"), None);
    assert_eq!(made["outcomes"].get("gpc"), None);
}

#[test]
fn what_is_required_sells_nothing_and_names_what_it_may_share_with_the_refused() {
    let categories = json!([{"id": "necessary", "required": true, "sale": true}, {"id": "marketing"}]);
    let services = json!([{"use": "tagger", "category": "necessary"}, {"use": "pixel"}]);
    let made = made(json!({"categories": categories, "services": services, "net": "report"}));
    assert_eq!(made["parts"], json!(["net", "steps"]));
    assert_eq!(made["categories"][0], json!({"id": "necessary"}));
    assert_eq!(made["services"][0]["items"], json!([{"name": "_t"}]));
    assert_eq!(made["services"][0]["hosts"], json!(["tagger.example"]));
    assert_eq!(made["services"][1]["hosts"], json!(["pixel.example", "cdn.pixel.example"]));
    assert_eq!(made["outcomes"].get("gpc"), None);
}
