//! The rules for texts as regular expressions. Knows not where each of them holds.
//!
//! An editor runs no Rust, so that each rule is here a second time. A test holds both to each other, whatever the text.
//! The expressions keep to what every engine has: no look-around, no classes that Unicode widens.

use super::{kind, reference};
use crate::shape::Rule;
use crate::value::{Members, Value, put};

/// A text that is not empty, as [`crate::shape::check`] takes it: something besides white space of ASCII.
const TEXT: &str = r"[^ \t\n\f\r]";

/// A rule, by the code of its fault: its name in the schema, its expression, and one of what it must not be.
const RULES: [(&str, &str, &str, Option<&str>); 9] = [
    ("malformed-id", "id", "^[A-Za-z0-9._-]+$", Some("^__proto__$")),
    ("unsafe-link", "link", LINK, None),
    ("malformed-date", "date", DATE, None),
    ("malformed-color", "color", "^#[0-9A-Fa-f]{6}$", None),
    ("malformed-country", "country", "^[A-Z]{2}$", None),
    // Neither stars alone nor white space alone: one other letter, or both.
    ("bare-wildcard", "name", r"[^* \t\n\f\r]|\*[ \t\n\f\r]|[ \t\n\f\r]\*", None),
    ("malformed-domain", "domain", r"^([A-Za-z0-9-]+\.)+[A-Za-z0-9-]*[A-Za-z]$", None),
    ("malformed-region", "region", "^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?$", None),
    ("unsafe-path", "path", r"^[A-Za-z0-9_$-]+(\.[A-Za-z0-9_$-]+)*$", Some(SHARED)),
];

/// A safe scheme, or a text that has none: no colon before the first `/`, `?` or `#`.
const LINK: &str = concat!(
    r"^(([Hh][Tt][Tt][Pp][Ss]?|[Mm][Aa][Ii][Ll][Tt][Oo]|[Tt][Ee][Ll]):[^\x00-\x1f\\]*",
    r"|[^\x00-\x20\\:/?#][^\x00-\x1f\\:/?#]*([/?#][^\x00-\x1f\\]*)?",
    r"|[/?#][^\x00-\x1f\\]*)$"
);

/// The calendar: months of 31, 30 and 28 days, and the leap days of the Gregorian years.
const DATE: &str = concat!(
    r"^([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))",
    r"|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$"
);

/// Names that lead to what all objects share, or to code.
const SHARED: &str = concat!(
    r"(^|\.)(__proto__|prototype|constructor)(\.|$)|^(eval|Function|setTimeout|setInterval|open|opener",
    r"|document|location|navigation|navigator|window|self|top|parent|frames|globalThis|jQuery|\$|on[a-z]+)(\.|$)"
);

/// What a script may be loaded from, its parameters not yet filled in.
const ADDRESS: &str = r"^([Hh][Tt][Tt][Pp][Ss]?://|/|\{)[^\x00-\x1f\\]*$";

/// The path of a step, which may have parameters in it.
const STEP_PATH: &str = r"^([A-Za-z0-9_$.-]|\{[^}]*\})+$";

/// The name of a rule in the schema, and for people: "id", "date".
pub fn name(rule: &Rule) -> &'static str {
    RULES.iter().find(|(code, ..)| *code == rule.code).map_or("text", |(_, name, ..)| name)
}

/// Every kind of text, under its name.
pub(super) fn definitions() -> Members {
    let mut members = Members::new();
    for (name, pattern) in [("text", TEXT), ("address", ADDRESS), ("step-path", STEP_PATH)] {
        put(&mut members, name, Value::Object(matching(pattern)));
    }
    for (_, name, pattern, forbidden) in RULES {
        let mut rule = matching(pattern);
        if let Some(forbidden) = forbidden {
            put(&mut rule, "not", Value::object([("pattern", forbidden.into())]));
        }
        put(&mut members, name, Value::Object(rule));
    }
    members
}

/// A text of one of these kinds.
pub(super) fn is(name: &str) -> Value {
    Value::Object(reference(name))
}

fn matching(pattern: &str) -> Members {
    let mut members = kind("string");
    put(&mut members, "pattern", pattern.into());
    members
}
