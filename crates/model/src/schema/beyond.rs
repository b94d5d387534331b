//! What no table of keys can say: which keys need each other. Knows the objects of a config by their places.

use super::known::{Known, with};
use super::{patterns, reference, texts};
use crate::value::{Members, Value};

/// What is known of the value at a place besides its shape.
pub(super) fn special(path: &str, known: &Known) -> Option<Members> {
    match path {
        "services[].use" => known.card(),
        "services[].script.src" => Some(reference("address")),
        _ => {
            let (holder, key) = path.rsplit_once('.')?;
            let is_path = is_step(holder) && ["push", "set", "call", "queue"].contains(&key);
            is_path.then(|| reference("step-path"))
        }
    }
}

/// What the keys of the object at a place must keep among themselves.
pub(super) fn conditions(path: &str, known: &Known) -> Members {
    match path {
        "services[]" => entry(known),
        "services[].items[]" => item(),
        "banner" => banner(),
        _ if is_step(path) => vec![("oneOf".to_owned(), Value::List(steps().to_vec()))],
        _ => Members::new(),
    }
}

/// A service is one of the catalogue, or has what a card would say.
fn entry(known: &Known) -> Members {
    let ways = vec![needs(&["use"]), needs(&["id", "category", "title"])];
    let own = Value::object([
        ("if", Value::object([("not", needs(&["use"]))])),
        // Without a card there are no parameters, and no script but the author's.
        ("then", with(&[], false)),
    ]);
    let mut conditions = vec![own];
    conditions.extend(known.parameters());
    vec![("anyOf".to_owned(), Value::List(ways)), ("allOf".to_owned(), Value::List(conditions))]
}

/// An item has a name, or a sentence in place of one.
fn item() -> Members {
    let unnamed = Value::object([
        ("required", texts(&["unnamed"])),
        ("properties", Value::object([("unnamed", Value::object([("const", Value::Bool(true))]))])),
    ]);
    when(unnamed, needs(&["purpose"]), needs(&["name"]))
}

/// A box stands in a corner, a bar along an edge, a dialog in the middle.
fn banner() -> Members {
    let is = |layout: &'static str| {
        Value::object([
            ("required", texts(&["layout"])),
            ("properties", Value::object([("layout", Value::object([("const", layout.into())]))])),
        ])
    };
    let at = |places: &[&str]| {
        Value::object([("properties", Value::object([("position", Value::object([("enum", texts(places))]))]))])
    };
    let corner = at(&["bottom-left", "bottom-right", "top-left", "top-right"]);
    let dialog_or_box = Value::Object(when(is("dialog"), at(&["center"]), corner));
    when(is("bar"), at(&["bottom", "top"]), dialog_or_box)
}

fn when(condition: Value, then: Value, otherwise: Value) -> Members {
    vec![("if".to_owned(), condition), ("then".to_owned(), then), ("else".to_owned(), otherwise)]
}

fn is_step(path: &str) -> bool {
    ["script.steps[]", "signals.before[]", "signals.granted[]", "signals.denied[]"]
        .iter()
        .any(|end| path.strip_suffix(end).is_some_and(|start| start == "services[]."))
}

/// The steps there are: the keys that each needs, and those that it must not have.
fn steps() -> [Value; 5] {
    let step = |needed: &[&str], others: &[&str]| {
        let none = Value::object([("anyOf", Value::List(others.iter().map(|other| needs(&[other])).collect()))]);
        vec![("required".to_owned(), texts(needed)), ("not".to_owned(), none)]
    };
    let mut queue = step(&["queue"], &["push", "set", "call", "arguments"]);
    queue.push(("properties".to_owned(), Value::object([("value", patterns::is("step-path"))])));
    [
        Value::Object(step(&["push", "value"], &["set", "call", "queue", "arguments"])),
        Value::Object(step(&["push", "arguments"], &["set", "call", "queue", "value"])),
        Value::Object(step(&["set", "value"], &["push", "call", "queue", "arguments"])),
        Value::Object(step(&["call", "arguments"], &["push", "set", "queue", "value"])),
        Value::Object(queue),
    ]
}

fn needs(keys: &[&str]) -> Value {
    Value::object([("required", texts(keys))])
}
