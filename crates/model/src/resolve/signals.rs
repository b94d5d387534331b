//! What is told to all at once: Google Consent Mode and the event in the data layer. Knows no vendor's own calls.

use super::unknown_category;
use crate::config::Config;
use crate::fault::Faults;
use crate::value::{Members, Value, copy, put};

/// The types of Consent Mode, each with the stock category that answers it unless the author names another:
/// <https://developers.google.com/tag-platform/security/guides/consent>
const TYPES: [(&str, &str); 7] = [
    ("ad_storage", "marketing"),
    ("ad_user_data", "marketing"),
    ("ad_personalization", "marketing"),
    ("analytics_storage", "analytics"),
    ("functionality_storage", "functional"),
    ("personalization_storage", "functional"),
    // What protects the site and its visitors is required, so that nobody is asked.
    ("security_storage", ""),
];

const GOOGLE: &str = "googleConsentMode";

/// The queue that Google's tags read unless they are told of another.
const LAYER: &str = "dataLayer";

/// What `signals` says of a key; nothing if that is switched off.
fn chosen<'c>(config: &'c Config, key: &str) -> Option<&'c Value> {
    config.written.get("signals")?.get(key).filter(|said| **said != Value::Bool(false))
}

/// Whether Google's tags are loaded before a choice, and told of it.
pub(super) fn is_advanced(config: &Config) -> bool {
    chosen(config, GOOGLE).is_some_and(|google| google.is_true("advanced"))
}

/// Checks what a table of keys cannot: that each type is answered by a category of this config.
pub(super) fn check(config: &Config, ids: &[&str], faults: &mut Faults) {
    let types = chosen(config, GOOGLE).and_then(|google| google.get("types"));
    for (name, category) in types.unwrap_or(&Value::Null).entries() {
        if let Some(category) = category.as_text().filter(|id| !ids.contains(id)) {
            unknown_category(name, category, &["signals.googleConsentMode.types.", name], ids, faults);
        }
    }
}

/// The steps `before` and `update`; none if nobody is told.
pub(super) fn steps(config: &Config) -> Members {
    let event = chosen(config, LAYER);
    let named = event.and_then(|event| event.text("name")).unwrap_or(LAYER);
    let mut signals = Members::new();
    let mut update = Vec::new();
    if let Some(google) = chosen(config, GOOGLE) {
        let mut before = Vec::new();
        add_google(google, config, LAYER, &mut before, &mut update);
        // A site's own tags may read a queue of another name, and those of cards read the usual one.
        if named != LAYER {
            add_google(google, config, named, &mut before, &mut update);
        }
        put(&mut signals, "before", Value::List(before));
    }
    if let Some(event) = event {
        let mut answers = Members::new();
        for category in &config.categories {
            put(&mut answers, &category.id, answer(&category.id));
        }
        let mut value = Members::new();
        put(&mut value, "event", event.text("event").unwrap_or("assent").into());
        put(&mut value, "assent", Value::Object(answers));
        update.push(step("push", named, "value", Value::Object(value)));
    }
    if !update.is_empty() {
        put(&mut signals, "update", Value::List(update));
    }
    signals
}

/// Google's commands: what comes before everything else, and what comes with each answer.
fn add_google(google: &Value, config: &Config, layer: &str, before: &mut Vec<Value>, update: &mut Vec<Value>) {
    let tell = |verb: &str, what: &str, value: Value| {
        step("push", layer, "arguments", Value::List(vec![verb.into(), what.into(), value]))
    };
    let (mut first, mut now) = (Members::new(), Members::new());
    for (name, stock) in TYPES {
        let own = google.get("types").and_then(|types| types.text(name));
        let category = config.categories.iter().find(|known| known.id == own.unwrap_or(stock));
        // What is required is granted from the start.
        let is_granted = category.map_or(stock.is_empty(), |category| category.required);
        let word = Value::from(if is_granted { "granted" } else { "denied" });
        put(&mut now, name, category.map_or_else(|| word.clone(), |category| answer(&category.id)));
        put(&mut first, name, word);
    }
    if let Some(wait) = google.get("waitForUpdate") {
        put(&mut first, "wait_for_update", wait.clone());
    }
    copy(google, &["region"], &mut first);
    let mut queue = Members::new();
    put(&mut queue, "queue", layer.into());
    before.push(Value::Object(queue));
    before.push(tell("consent", "default", Value::Object(first)));
    for (key, name) in [("adsDataRedaction", "ads_data_redaction"), ("urlPassthrough", "url_passthrough")] {
        if google.is_true(key) {
            before.push(tell("set", name, Value::Bool(true)));
        }
    }
    update.push(tell("consent", "update", Value::Object(now)));
}

fn step(kind: &str, layer: &str, key: &str, value: Value) -> Value {
    let mut members = Members::new();
    put(&mut members, kind, layer.into());
    put(&mut members, key, value);
    Value::Object(members)
}

/// What the gate replaces by "granted" or "denied".
fn answer(id: &str) -> Value {
    Value::Text(["$granted:", id].concat())
}
