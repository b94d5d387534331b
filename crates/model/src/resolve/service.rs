//! An entry of the config becomes a whole service: card and author's words joined, parameters filled in.

use crate::cards::Cards;
use crate::config::{Config, Entry};
use crate::fault::{Faults, did_you_mean, listed};
use crate::shape::{is_link, missing};
use crate::steps;
use crate::texts::fill;
use crate::value::{Members, Value, put};

/// A service with nothing left open.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// Where its entry stands in the config.
    pub path: String,
    /// Its id.
    pub id: String,
    /// The id of its category.
    pub category: String,
    /// Its name: a text, or the name of one.
    pub title: String,
    /// All that was said of it, by the author first and by the card where the author is silent.
    pub said: Value,
    /// What the gate loads and what it tells the vendor, every parameter filled in: `script` and `signals`.
    pub made: Value,
}

/// Every entry of the config as a whole service; those with faults are left out.
pub(super) fn resolve(config: &Config, cards: &Cards, faults: &mut Faults) -> Vec<Resolved> {
    config.services.iter().filter_map(|entry| one(entry, cards, faults)).collect()
}

fn one(entry: &Entry, cards: &Cards, faults: &mut Faults) -> Option<Resolved> {
    let nothing = Value::Null;
    let card = match &entry.card {
        Some(id) => cards.find(id, &[&entry.path, ".use"].concat(), faults)?,
        None => &nothing,
    };
    let mut made = Members::new();
    if let Some(script) = script(entry, card, faults) {
        put(&mut made, "script", script);
    }
    add_signals(entry, card, &mut made);
    let made = Value::Object(made);
    // A parameter may have brought into a path what must not be there.
    steps::check(&made, &entry.path, true, faults);
    let said = overlay(&entry.written, card);
    for key in ["category", "title"] {
        if said.get(key).is_none() {
            missing(key, &entry.path, faults);
        }
    }
    Some(Resolved {
        path: entry.path.clone(),
        id: entry.id.clone().or_else(|| entry.card.clone())?,
        category: said.own_text("category")?,
        title: said.own_text("title")?,
        said,
        made,
    })
}

/// An object with the gaps filled from another.
fn overlay(own: &Value, other: &Value) -> Value {
    let gaps = other.entries().iter().filter(|(key, _)| own.get(key).is_none());
    Value::Object(own.entries().iter().chain(gaps).cloned().collect())
}

/// The script that the gate loads: the author's own, or the card's once the author gives its parameters.
fn script(entry: &Entry, card: &Value, faults: &mut Faults) -> Option<Value> {
    let path = [&entry.path, ".with"].concat();
    let own = entry.written.get("script");
    let Some(with) = entry.written.get("with") else { return checked(own?.clone(), &entry.path, faults) };
    let Some(script) = own.or(card.get("script")) else {
        let help = ["Leave out \"with\", and hold the service's own tag in the page."];
        faults.add("no-script", &[&path], &["there is no script to load for this service"], &help);
        return None;
    };
    let parameters = card.part("parameters");
    check_parameters(parameters, with, &path, faults)?;
    checked(whole(script, with, parameters), &entry.path, faults)
}

/// What is said, its parameters filled in. In lists, a step that names a parameter which the author has not given is left
/// out: a page with a tag of its own need not tell the card.
fn whole(said: &Value, with: &Value, parameters: &Value) -> Value {
    let fill = |value: &Value| fill_value(value, &|name| with.text(name));
    let is_whole = |step: &Value| fill_value(step, &|name| parameters.get(name).map(|_| "")) == *step;
    let mut made = Members::new();
    for (key, value) in said.entries() {
        let mut value = fill(value);
        if let Value::List(steps) = &mut value {
            steps.retain(is_whole);
            if steps.is_empty() {
                continue;
            }
        }
        put(&mut made, key, value);
    }
    Value::Object(made)
}

/// The vendor's own calls for consent: the author's, or the card's.
fn add_signals(entry: &Entry, card: &Value, made: &mut Members) {
    let signals = entry.written.get("signals").unwrap_or(card.part("signals"));
    let all = whole(signals, entry.written.part("with"), card.part("parameters"));
    if !all.entries().is_empty() {
        put(made, "signals", all);
    }
}

/// Nothing if a parameter is missing or cannot be: then there is no address to be checked.
fn check_parameters(parameters: &Value, with: &Value, path: &str, faults: &mut Faults) -> Option<()> {
    let before = faults.count();
    let known = parameters.names();
    for (name, _) in with.entries().iter().filter(|(name, _)| !known.contains(&name.as_str())) {
        let help = [&did_you_mean(name, &known), "Known here: ", &listed(&known), "."];
        let message = ["\"", name, "\" is not a parameter of this card"];
        faults.add("unknown-parameter", &[path, ".", name], &message, &help);
    }
    for (name, parameter) in parameters.entries() {
        let Some(value) = with.text(name) else {
            if parameter.is_true("optional") {
                continue;
            }
            let help = ["Add \"", name, "\" to \"with\"."];
            faults.add("missing-parameter", &[path], &["the parameter \"", name, "\" is missing"], &help);
            continue;
        };
        if parameter.text("type") == Some("url") {
            check_address(value, &[path, ".", name], faults);
        }
    }
    (faults.count() == before).then_some(())
}

fn checked(script: Value, path: &str, faults: &mut Faults) -> Option<Value> {
    if let Some(src) = script.text("src") {
        check_address(src, &[path, ".script.src"], faults);
    }
    Some(script)
}

fn check_address(address: &str, path: &[&str], faults: &mut Faults) {
    let begins = |start: &&str| address.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
    if !is_link(address) || !["https://", "http://", "/"].iter().any(begins) {
        let help = ["Write one that begins with https:// or with /."];
        faults.add("malformed-address", path, &["\"", address, "\" is not an address to load from"], &help);
    }
}

/// A value with `{name}` replaced in each of its texts.
fn fill_value<'v>(value: &Value, with: &dyn Fn(&str) -> Option<&'v str>) -> Value {
    match value {
        Value::Text(text) => Value::Text(fill(text, with)),
        Value::List(items) => Value::List(items.iter().map(|item| fill_value(item, with)).collect()),
        Value::Object(entries) => {
            Value::Object(entries.iter().map(|(key, value)| (key.clone(), fill_value(value, with))).collect())
        }
        other => other.clone(),
    }
}
