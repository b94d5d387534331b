//! Configs made from the very tables that check them, mostly right. Knows no rule by heart.

use assent_model::shape::{CONFIG, Key, Need, Rule, Shape};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value as Json, json};

/// Texts around each rule, and the rule's name.
pub fn ruled_text() -> impl Strategy<Value = (&'static str, String)> {
    select(RULES.to_vec()).prop_flat_map(|(rule, like)| {
        let near = proptest::string::string_regex(like).unwrap().boxed();
        let changed = (
            near.clone(),
            any::<prop::sample::Index>(),
            select(vec!["", " ", "-", ".", ":", "/", "\\", "\n", "_", "9", "é", "*"]),
        );
        let changed = changed.prop_map(|(text, at, letter)| {
            let letters: Vec<char> = text.chars().collect();
            let at = at.index(letters.len() + 1);
            let (start, rest) = letters.split_at(at);
            start.iter().collect::<String>() + letter + &rest.iter().collect::<String>()
        });
        prop_oneof![2 => near, 2 => changed, 1 => ".{0,6}"].prop_map(move |text| (rule, text))
    })
}

/// What texts that keep a rule look like, with some that just do not.
const RULES: [(&str, &str); 9] = [
    ("id", "[a-zA-Z0-9._-]{1,5}|__proto__|__proto__x"),
    ("link", "(https?|HTTP|mailto|tel|javascript|ftp|data)?:?/{0,2}[a-z:?#/. ]{0,8}"),
    ("date", "(20[0-9]{2}|1900|2000|2100|2400)-(02|0[0-9]|1[0-3])-(2[89]|3[012]|[0-9]{2})"),
    ("color", "#[0-9a-fA-F]{5,7}"),
    ("country", "[A-Za-z]{1,3}"),
    ("name", "[* \t\n]{0,3}[a-z_]{0,2}[* ]{0,2}"),
    ("domain", "([a-z0-9-]{0,3}\\.){0,3}[a-z0-9-]{0,3}"),
    ("region", "[A-Za-z]{1,3}(-[A-Z0-9]{0,4})?"),
    ("path", "([a-zA-Z_$-]{0,3}\\.?){1,3}|([a-z]\\.)?(__proto__|constructor|prototype)(\\.[a-z]|x)?"),
];

/// A config that is right if this text keeps the rule.
pub fn place(rule: &str, text: &str) -> Json {
    let mut config = json!({"categories": [{"id": "necessary", "required": true}]});
    let service = |key: &str, value: Json| {
        let mut service = json!({"id": "s", "title": "S", "category": "necessary"});
        service[key] = value;
        json!([service])
    };
    let (key, value) = match rule {
        "id" => ("languages", json!([text])),
        "link" => ("policy", json!({"url": text})),
        "date" => ("policy", json!({"effectiveDate": text})),
        "color" => ("theme", json!({"accent": text})),
        "country" => ("services", service("vendor", json!({"name": "V", "country": text}))),
        "name" => ("services", service("items", json!([{"type": "cookie", "name": text}]))),
        "domain" => ("storage", json!({"domain": text})),
        "region" => ("regions", json!({text: {"model": "notice"}})),
        _ => ("signals", json!({"dataLayer": {"name": text}})),
    };
    config[key] = value;
    config
}

/// Any config: what the table allows, and here and there what it does not.
pub fn any_config() -> impl Strategy<Value = Json> {
    let categories =
        json!([{"id": "necessary", "required": true}, {"id": "analytics"}, {"id": "marketing", "sale": true}]);
    (value(&CONFIG, ""), prop::bool::weighted(0.9)).prop_map(move |(mut config, is_usual)| {
        if is_usual {
            config["categories"] = categories.clone();
        }
        config
    })
}

fn value(shape: &'static Shape, path: &str) -> BoxedStrategy<Json> {
    match shape {
        Shape::Any => prop_oneof![Just(json!("x")), Just(json!([1, "$now"])), Just(json!({"a": true}))].boxed(),
        Shape::Text => text(path),
        Shape::Ruled(rule) => ruled(rule, path),
        Shape::OneOf(words) => select(words.to_vec()).prop_map(Json::from).boxed(),
        Shape::Flag => any::<bool>().prop_map(Json::from).boxed(),
        Shape::Whole(least, most) => (*least..=*most).prop_map(Json::from).boxed(),
        Shape::List(each) => vec(value(each, &[path, "[]"].concat()), 0..3).prop_map(Json::from).boxed(),
        Shape::Map(..) if path == "texts" => texts(),
        Shape::Map(..) if path.ends_with(".with") => with(),
        Shape::Map(keys, each) => {
            let keys = value(keys, "").prop_map(|key| key.as_str().unwrap_or_default().to_owned());
            btree_map(keys, value(each, path), 0..3).prop_map(|map| map.into_iter().collect()).boxed()
        }
        Shape::Object(groups) => object(groups, path),
        Shape::FlagOr(more) => prop_oneof![any::<bool>().prop_map(Json::from), value(more, path)].boxed(),
    }
}

fn object(groups: &'static [&'static [Key]], path: &str) -> BoxedStrategy<Json> {
    let is_step = path.ends_with("steps[]") || path.contains(".signals.") && path.ends_with("[]");
    if is_step {
        return step();
    }
    let mut whole = Just(Map::new()).boxed();
    for key in groups.iter().flat_map(|group| group.iter()) {
        let inner = [path, if path.is_empty() { "" } else { "." }, key.name].concat();
        let is_wanted = key.need == Need::Must || ["name", "title", "category"].contains(&key.name);
        let chance = if is_wanted { 0.99 } else { 0.4 };
        let more = prop::option::weighted(chance, value(&key.shape, &inner));
        let add = |(mut map, value): (Map<String, Json>, Option<Json>)| {
            map.extend(value.map(|value| (key.name.to_owned(), value)));
            map
        };
        whole = (whole, more).prop_map(add).boxed();
    }
    whole.prop_map(Json::Object).boxed()
}

/// Mostly what the place wants; what it is wrong with would otherwise be wrong with nearly every config.
fn text(path: &str) -> BoxedStrategy<Json> {
    let words: &[&str] = match path {
        "services[].use" => &["matomo", "google-analytics", "paypal", "stripe"],
        "services[].script.src" => &["https://a.example/x.js", "/x.js", "{url}x.js"],
        "banner.position" => &["bottom-left", "bottom", "top"],
        _ => &["a", "a text", "é*"],
    };
    prop_oneof![60 => select(words.to_vec()).prop_map(str::to_owned), 1 => ".{0,4}"].prop_map(Json::from).boxed()
}

fn ruled(rule: &'static Rule, path: &str) -> BoxedStrategy<Json> {
    let categories = ["necessary", "analytics", "marketing"];
    if path == "services[].category" || path.contains("types") {
        return select(categories.to_vec()).prop_map(Json::from).boxed();
    }
    let right = prop_oneof![
        "[a-z]{2,9}",
        "[A-Z]{2}",
        "#[0-9a-f]{6}",
        "20[0-9]{2}-(01|02)-[0-2][1-8]",
        "/[a-z]{1,3}",
        "[a-z]{1,3}\\.[a-z]{2}",
    ];
    right.prop_filter("keeps the rule", move |text| (rule.holds)(text)).prop_map(Json::from).boxed()
}

fn texts() -> BoxedStrategy<Json> {
    let key = select(vec!["banner.title", "button.accept", "purpose.mine", "title.x", "category.analytics.text"]);
    let key = prop_oneof![30 => key, 1 => Just("no.such.text")];
    btree_map("en|de", btree_map(key, "[A-Z][a-z]{1,4}", 0..3), 0..2).prop_map(|map| json!(map)).boxed()
}

fn with() -> BoxedStrategy<Json> {
    let known = [json!({}), json!({"id": "1"}), json!({"url": "https://a.example/", "siteId": "1"})];
    select(known.to_vec()).boxed()
}

fn step() -> BoxedStrategy<Json> {
    let right = [
        json!({"push": "q", "value": 1}),
        json!({"push": "a.{id}", "arguments": ["$now"]}),
        json!({"set": "a.b", "value": {"c": null}}),
        json!({"call": "f", "arguments": []}),
        json!({"queue": "q"}),
        json!({"queue": "q", "value": "later"}),
    ];
    let wrong =
        [json!({"push": "q"}), json!({"queue": "q", "value": 1}), json!({"call": "constructor", "arguments": []})];
    prop_oneof![40 => select(right.to_vec()), 1 => select(wrong.to_vec())].boxed()
}
