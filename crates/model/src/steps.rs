//! Steps: what is put in place for a vendor, as data. Knows which step is clear and safe, and runs none.

use crate::fault::Faults;
use crate::shape::{PATH_RULE, at, check_rule, join};
use crate::texts::fill;
use crate::value::Value;

/// Where a service has steps.
const PLACES: [(&str, &str); 4] =
    [("script", "steps"), ("signals", "before"), ("signals", "granted"), ("signals", "denied")];

/// Checks the steps of a service, in an entry or in a card: that each does one thing, and that no path leads to what
/// all objects share. Names in braces are parameters; once `is_filled`, there are none left.
pub(crate) fn check(service: &Value, path: &str, is_filled: bool, faults: &mut Faults) {
    for (part, key) in PLACES {
        for (place, step) in service.part(part).list(key).iter().enumerate() {
            check_step(step, &at(&join(&join(path, part), key), place), is_filled, faults);
        }
    }
}

fn check_step(step: &Value, path: &str, is_filled: bool, faults: &mut Faults) {
    let (mut kind, mut count) = ("", 0);
    for key in ["push", "set", "call", "queue", "value"] {
        let Some(written) = step.text(key) else { continue };
        if key != "value" {
            (kind, count) = (key, count + 1);
        } else if kind != "queue" {
            continue;
        }
        let filled = if is_filled { written } else { &fill(written, &|_| Some("x")) };
        check_rule(filled, &PATH_RULE, &join(path, key), faults);
    }
    if count != 1 || !is_complete(kind, step.get("value"), step.get("arguments").is_some()) {
        let help = [
            "Write one: \"push\" with \"value\" or \"arguments\", \"set\" with \"value\", \"call\" with \"arguments\", \"queue\".",
        ];
        faults.add("unclear-step", &[path], &["this step is not one of those there are"], &help);
    }
    if names_prototype(step) {
        check_rule("__proto__", &PATH_RULE, path, faults);
    }
}

/// Whether a step has what goes with its kind, and nothing else.
fn is_complete(kind: &str, value: Option<&Value>, has_list: bool) -> bool {
    match kind {
        "push" => value.is_some() != has_list,
        "set" => value.is_some() && !has_list,
        "call" => value.is_none() && has_list,
        _ => value.is_none_or(|name| name.as_text().is_some()) && !has_list,
    }
}

/// A vendor may lay the value over an object of its own, and would then follow this key.
fn names_prototype(value: &Value) -> bool {
    let Value::List(items) = value else {
        return value.entries().iter().any(|(key, value)| key == "__proto__" || names_prototype(value));
    };
    items.iter().any(names_prototype)
}
