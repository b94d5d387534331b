//! What may be written where: the kinds of values, and the one checker that walks the tables of them.
//!
//! A table instead of a reader for each type, because that took more than twice the Wasm, and because
//! whoever wants to know what a config may hold can read it from top to bottom (`shape/tables.rs`, `shape/service.rs`).

mod key;
mod rules;
mod service;
mod tables;

use crate::fault::{Faults, did_you_mean, listed};
use crate::value::Value;
pub use key::{Key, Need, Said};
pub use rules::{PATH_RULE, Rule, is_link};
pub use service::CARD;
pub use tables::{CONFIG, JURISDICTIONS, PRELOADS};

/// What a value must be.
#[derive(Debug)]
pub enum Shape {
    /// A text that is not empty.
    Text,
    /// A text that keeps a rule.
    Ruled(&'static Rule),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number, at least and at most.
    Whole(u32, u32),
    /// A list of such values.
    List(&'static Shape),
    /// An object whose keys are the author's own: what the keys are, and what stands under them.
    Map(&'static Shape, &'static Shape),
    /// An object with these keys, in groups, and no others.
    Object(&'static [&'static [Key]]),
    /// `true` or `false`, or something in place of `true` that says more.
    FlagOr(&'static Shape),
    /// Whatever it is.
    Any,
}

/// What a check found.
#[derive(Debug, Default)]
pub struct Found {
    /// What is wrong.
    pub faults: Faults,
}

/// Checks a value against a shape, to the end, whatever is found on the way.
pub fn check(value: &Value, shape: &Shape, path: &str, found: &mut Found) {
    match (shape, value) {
        (Shape::Any, _) | (Shape::Flag | Shape::FlagOr(_), Value::Bool(_)) => {}
        (Shape::FlagOr(more), Value::Object(_)) => check(value, more, path, found),
        (Shape::Text | Shape::Ruled(_) | Shape::OneOf(_), Value::Text(text)) => check_text(text, shape, path, found),
        (Shape::Whole(least, most), Value::Number(_)) => check_whole(value, *least, *most, path, found),
        (Shape::List(each), Value::List(items)) => {
            for (place, item) in items.iter().enumerate() {
                check(item, each, &at(path, place), found);
            }
        }
        (Shape::Map(keys, each), Value::Object(entries)) => {
            for (key, value) in entries {
                let place = join(path, key);
                check_text(key, keys, &place, found);
                check(value, each, &place, found);
            }
        }
        (Shape::Object(groups), Value::Object(entries)) => check_object(entries, groups, path, found),
        _ => {
            let expected = name(shape);
            let message = ["expected ", expected, ", found ", value.kind()];
            found.faults.add("wrong-type", &[path], &message, &["Write ", expected, " here."]);
        }
    }
}

/// The place of a member of a list.
pub fn at(path: &str, place: usize) -> String {
    [path, "[", &place.to_string(), "]"].concat()
}

/// The place of a key.
pub fn join(path: &str, key: &str) -> String {
    [path, if path.is_empty() { "" } else { "." }, key].concat()
}

fn name(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::Ruled(_) | Shape::OneOf(_) => "a text",
        Shape::Flag => "true or false",
        Shape::Whole(..) => "a whole number",
        Shape::List(_) => "a list",
        Shape::Map(..) | Shape::Object(_) => "an object",
        Shape::FlagOr(_) => "true or an object",
        Shape::Any => "anything",
    }
}

fn check_text(text: &str, shape: &Shape, path: &str, found: &mut Found) {
    match shape {
        _ if text.trim_ascii().is_empty() => {
            found.faults.add("empty-text", &[path], &["this text is empty"], &["Write it, or leave out the key."]);
        }
        Shape::Ruled(rule) => check_rule(text, rule, path, &mut found.faults),
        Shape::OneOf(words) if !words.contains(&text) => unknown_word(text, words, path, &mut found.faults),
        _ => {}
    }
}

/// Adds the fault of a text that breaks a rule.
pub fn check_rule(text: &str, rule: &Rule, path: &str, faults: &mut Faults) {
    if !(rule.holds)(text) {
        faults.add(rule.code, &[path], &["\"", text, "\" is ", rule.message], &[rule.help]);
    }
}

/// Adds the fault of a word that is not one of those for its place.
pub fn unknown_word(word: &str, words: &[&str], path: &str, faults: &mut Faults) {
    let help = [&did_you_mean(word, words), "It is one of ", &listed(words), "."];
    faults.add("unknown-word", &[path], &["\"", word, "\" is not a word for this place"], &help);
}

fn check_whole(value: &Value, least: u32, most: u32, path: &str, found: &mut Found) {
    if !value.as_whole().is_some_and(|number| (least..=most).contains(&number)) {
        let help = ["Write a whole number from ", &least.to_string(), " to ", &most.to_string(), "."];
        found.faults.add("impossible-number", &[path], &["this number cannot be"], &help);
    }
}

fn check_object(entries: &[(String, Value)], groups: &[&[Key]], path: &str, found: &mut Found) {
    let keys = || groups.iter().flat_map(|group| group.iter());
    for (name, value) in entries {
        let place = join(path, name);
        let Some(key) = keys().find(|key| key.name == name) else {
            let known: Vec<&str> = keys().map(|key| key.name).collect();
            let help = [&did_you_mean(name, &known), "Known here: ", &listed(&known), "."];
            found.faults.add("unknown-key", &[&place], &["\"", name, "\" is not a key of this object"], &help);
            continue;
        };
        check(value, &key.shape, &place, found);
    }
    for key in keys().filter(|key| key.need == Need::Must) {
        if !entries.iter().any(|(name, _)| name == key.name) {
            missing(key.name, path, &mut found.faults);
        }
    }
}

/// Adds the fault of a key that is not there.
pub fn missing(key: &str, path: &str, faults: &mut Faults) {
    faults.add("missing-key", &[path], &["\"", key, "\" is missing"], &["Add \"", key, "\"."]);
}
