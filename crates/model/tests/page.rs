//! The words for what stands in the page: whose an embed is, what "always" may grant, and when there is a button.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may stop where its data is not what it needs

use assent_model::{Cards, Config, Surroundings, Texts, Value, resolve};
use serde_json::{Value as Json, json};

/// The plan of these services, with more in the config.
fn plan(services: Json, more: Json) -> Json {
    let mut config =
        json!({ "categories": [{ "id": "necessary", "required": true }, { "id": "media" }], "services": services });
    config.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let texts = json!({ "category.necessary.title": "N", "category.necessary.text": "N", "category.media.title": "Media",
        "category.media.text": "M", "placeholder.video": "Video from {vendor}", "country.US": "United States", "panel.title": "Settings" });
    let (cards, texts) = (Cards::new(Value::Null), Texts::new(&texts.into()));
    let around = Surroundings { cards: &cards, texts: &texts, language: "en", today: "2026-11-22", region: "" };
    serde_json::to_value(resolve(&Config::read(&config.into()).unwrap(), around).unwrap().to_value()).unwrap()
}

fn film() -> Json {
    json!({ "id": "film", "title": "Films", "category": "media", "placeholder": "video", "hosts": ["films.example"],
        "vendor": { "name": "Films Inc.", "country": "US" } })
}

#[test]
fn a_service_says_what_it_is_and_who_gets_the_data() {
    let names = &plan(json!([film()]), json!({}))["page"]["names"];
    let film = json!({ "title": "Video from Films", "name": "Films", "vendor": "Films Inc. (United States)", "hosts": ["films.example"] });
    assert_eq!(names["film"], film);
    assert_eq!(names["media"], json!({ "name": "Media" }));
}

#[test]
fn a_title_may_be_the_authors_own_and_is_filled_once() {
    let own = json!({ "id": "s", "title": "{vendor}", "category": "media", "placeholder": "A film of {vendor}" });
    assert_eq!(plan(json!([own]), json!({}))["page"]["names"]["s"]["title"], "A film of {vendor}");
}

#[test]
fn a_category_of_several_services_grants_more_than_one_thing() {
    let map = json!({ "id": "map", "title": "Maps", "category": "media" });
    assert_eq!(
        plan(json!([film(), map]), json!({}))["page"]["names"]["media"],
        json!({ "name": "Media", "wide": true })
    );
}

#[test]
fn there_is_a_button_where_the_config_wants_it_and_something_is_asked() {
    let at = |more: Json| {
        (plan(json!([film()]), more.clone())["revisit"].clone(), plan(json!([film()]), more)["parts"].clone())
    };
    assert_eq!(at(json!({})), (Json::Null, Json::Null));
    assert_eq!(at(json!({ "revisit": {} })), (json!("bottom-left"), json!(["revisit"])));
    assert_eq!(at(json!({ "revisit": { "position": "top-right" } })), (json!("top-right"), json!(["revisit"])));
    let nothing = json!({ "revisit": {}, "categories": [{ "id": "media", "required": true }] });
    assert_eq!(at(nothing), (Json::Null, Json::Null));
}
