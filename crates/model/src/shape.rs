//! What may be written where: the config and the cards as tables, and the one checker that walks them.
//!
//! A table instead of a reader for each type, because that took more than twice the Wasm, and because
//! whoever wants to know what a config may hold can read it here from top to bottom.

use crate::fault::{Faults, did_you_mean, listed};
use crate::time::is_date;
use crate::value::Value;

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
    /// An object whose keys are the author's own.
    Map(&'static Shape),
    /// An object with these keys, in groups, and no others.
    Object(&'static [&'static [Key]]),
    /// Whatever it is.
    Any,
}

/// A rule for a text.
#[derive(Debug)]
pub struct Rule {
    code: &'static str,
    holds: fn(&str) -> bool,
    /// What a text is that breaks it: `"…" is <this>`.
    message: &'static str,
    help: &'static str,
}

/// A key of an object.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether it must be there.
    pub need: Need,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Must,
    /// It may.
    May,
    /// It may, but this version does not act on it.
    Later,
}

const fn must(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, need: Need::Must }
}

const fn may(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, need: Need::May }
}

const fn later(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, need: Need::Later }
}

use Shape::{Any, Flag, List, Map, Object, OneOf, Ruled, Text, Whole};

/// The config, version 1.
pub static CONFIG: Shape = Object(&[&[
    may("$schema", Text),
    may("controller", Object(&[&[must("name", Text), may("contact", LINK)]])),
    may("policy", Object(&[&[may("url", LINK), may("imprint", LINK), may("effectiveDate", DATE)]])),
    may("revision", Whole(0, u32::MAX)),
    may("languages", List(&ID)),
    must("categories", List(&Object(&[&[must("id", ID), may("required", Flag), later("sale", Flag)]]))),
    may("services", List(&Object(&[SERVICE, ENTRY]))),
    may("banner", Object(&[&[may("layout", OneOf(&["box", "bar"])), may("position", Text)]])),
    may("theme", Object(&[&[may("accent", COLOR)]])),
    may("storage", Object(&[STORAGE])),
    later("revisit", Any),
    later("regions", Any),
    later("signals", Any),
    may("texts", Map(&Map(&Text))),
]]);

const STORAGE: &[Key] = &[may("days", Whole(1, 3650)), later("domain", Text), later("reload", Text)];

/// A card of the catalogue.
pub static CARD: Shape = Object(&[SERVICE, &[must("id", ID), may("parameters", Map(&PARAMETER))]]);

const PARAMETER: Shape = Object(&[&[must("type", OneOf(&["text", "url"])), may("example", Text)]]);

/// What an entry of the config has besides what a card may say too.
const ENTRY: &[Key] = &[may("id", ID), may("use", Text), may("with", Map(&Text))];

/// What is said of a service, by a card or by the author.
const SERVICE: &[Key] = &[
    may("category", ID),
    may("title", Text),
    may("purpose", Text),
    may("reason", Text),
    may("basis", Object(&[&[may("storage", OneOf(STORAGE_BASES)), may("processing", List(&OneOf(PROCESSING_BASES)))]])),
    may("items", List(&Object(&[ITEM]))),
    may("vendor", Object(&[&[must("name", Text), may("country", COUNTRY), may("policy", LINK)]])),
    may("hosts", List(&Text)),
    may("script", Object(&[&[may("src", Text), may("steps", List(&STEP))]])),
];

/// ePrivacy Directive, Art. 5(3).
const STORAGE_BASES: &[&str] = &["consent", "transmission", "requested"];

/// GDPR, Art. 6(1)(a) to (f).
const PROCESSING_BASES: &[&str] =
    &["consent", "contract", "legal-obligation", "vital-interests", "public-task", "legitimate-interests"];

const ITEM: &[Key] = &[
    must("type", OneOf(&["cookie", "localStorage", "sessionStorage", "indexedDB", "cacheStorage"])),
    may("name", NAME),
    may("unnamed", Flag),
    may("days", Whole(0, u32::MAX)),
    may("purpose", Text),
    may("domains", List(&Text)),
    may("path", Text),
    may("partitioned", Flag),
];

const STEP: Shape = Object(&[&[may("push", Text), may("set", Text), may("value", Any), may("arguments", List(&Any))]]);

const ID: Shape = Ruled(&Rule {
    code: "malformed-id",
    // Ids stand in space-separated attributes, and "!" before one means its refusal.
    holds: |id| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)),
    message: "not an id",
    help: "Use letters a to z, digits, \"-\", \"_\" and \".\".",
});

const LINK: Shape = Ruled(&Rule {
    code: "unsafe-link",
    holds: is_link,
    message: "not a link that a page may hold",
    help: "Use https, http, mailto, tel or a path of this site.",
});

const DATE: Shape = Ruled(&Rule {
    code: "malformed-date",
    holds: is_date,
    message: "not a date",
    help: "Write year, month and day: \"2026-05-01\".",
});

const COLOR: Shape = Ruled(&Rule {
    code: "malformed-color",
    holds: |color| {
        color.len() == 7 && color.strip_prefix('#').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_hexdigit()))
    },
    message: "not a colour",
    help: "Write a colour as \"#rrggbb\", such as \"#1b5e20\".",
});

const COUNTRY: Shape = Ruled(&Rule {
    code: "malformed-country",
    holds: |code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()),
    message: "not a country code",
    help: "Write the two capital letters of ISO 3166-1, such as \"AT\".",
});

const NAME: Shape = Ruled(&Rule {
    code: "bare-wildcard",
    // It would stand for everything that the site itself keeps.
    holds: |name| name.bytes().any(|byte| byte != b'*'),
    message: "a name that stands for every item",
    help: "Name the part that is fixed, such as \"_pk_*\", or write \"unnamed\": true with a purpose.",
});

/// Whether a link has one of the schemes that cannot run code, or none at all.
pub fn is_link(link: &str) -> bool {
    // Browsers drop tabs, line ends and leading control characters before they look for a scheme, so
    // "java\nscript:" is a scheme: https://url.spec.whatwg.org/#concept-basic-url-parser
    if link.bytes().any(|byte| byte < b' ' || byte == b'\\') || link.starts_with(' ') {
        return false;
    }
    let start = link.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((scheme, _)) = start.split_once(':') else { return true };
    ["https", "http", "mailto", "tel"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe))
}

/// What a check found.
#[derive(Debug, Default)]
pub struct Found {
    /// What is wrong.
    pub faults: Faults,
    /// The places of keys that are read but not acted on by this version.
    pub later: Vec<String>,
}

/// Checks a value against a shape, to the end, whatever is found on the way.
pub fn check(value: &Value, shape: &Shape, path: &str, found: &mut Found) {
    match (shape, value) {
        (Shape::Any, _) | (Shape::Flag, Value::Bool(_)) => {}
        (Shape::Text | Shape::Ruled(_) | Shape::OneOf(_), Value::Text(text)) => check_text(text, shape, path, found),
        (Shape::Whole(least, most), Value::Number(_)) => check_whole(value, *least, *most, path, found),
        (Shape::List(each), Value::List(items)) => {
            for (place, item) in items.iter().enumerate() {
                check(item, each, &[path, "[", &place.to_string(), "]"].concat(), found);
            }
        }
        (Shape::Map(each), Value::Object(entries)) => {
            for (key, value) in entries {
                check(value, each, &join(path, key), found);
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
        Shape::Map(_) | Shape::Object(_) => "an object",
        Shape::Any => "anything",
    }
}

fn check_text(text: &str, shape: &Shape, path: &str, found: &mut Found) {
    match shape {
        _ if text.trim_ascii().is_empty() => {
            found.faults.add("empty-text", &[path], &["this text is empty"], &["Write it, or leave out the key."]);
        }
        Shape::Ruled(rule) if !(rule.holds)(text) => {
            found.faults.add(rule.code, &[path], &["\"", text, "\" is ", rule.message], &[rule.help]);
        }
        Shape::OneOf(words) if !words.contains(&text) => unknown_word(text, words, path, &mut found.faults),
        _ => {}
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
        if key.need == Need::Later && *value != Value::Bool(false) {
            found.later.push(place);
        }
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
