//! What may be written where: the config and the cards as tables, and the one checker that walks them.
//!
//! A table instead of a reader for each type, because that took more than twice the Wasm, and because
//! whoever wants to know what a config may hold can read it here from top to bottom.

mod rules;

use crate::fault::{Faults, did_you_mean, listed};
use crate::value::Value;
use rules::{COLOR, COUNTRY, DATE, DOMAIN, ID, LINK, NAME, PATH, REGION};
pub use rules::{PATH_RULE, Rule, is_link};

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

/// What a page has no use for is not checked in a page, where it would be Wasm that every visitor fetches.
const fn native(shape: Shape) -> Shape {
    if cfg!(target_arch = "wasm32") { Any } else { shape }
}

use Shape::{Any, Flag, FlagOr, List, Map, Object, OneOf, Text, Whole};

/// The config, version 1.
pub static CONFIG: Shape = Object(&[&[
    may("$schema", Text),
    may("controller", Object(&[&[must("name", Text), may("contact", LINK)]])),
    may("policy", Object(&[&[may("url", LINK), may("imprint", LINK), may("effectiveDate", DATE)]])),
    may("revision", Whole(0, u32::MAX)),
    may("languages", List(&ID)),
    must("categories", List(&Object(&[&[must("id", ID), may("required", Flag), may("sale", Flag)]]))),
    may("services", List(&Object(&[SERVICE, ENTRY]))),
    may("banner", Object(&[&[may("layout", OneOf(&["box", "bar"])), may("position", Text)]])),
    may("theme", Object(&[&[may("accent", COLOR)]])),
    may("storage", Object(&[&[may("days", DAYS), may("domain", DOMAIN), may("reload", OneOf(RELOADS))]])),
    later("revisit", Any),
    may("regions", Map(&REGION, &Object(&[&[may("model", OneOf(MODELS)), may("days", DAYS)]]))),
    may("net", OneOf(&["report", "block"])),
    may("signals", Object(&[SIGNALS])),
    may("texts", Map(&ID, &Map(&Text, &Text))),
    may("jurisdictions", native(List(&OneOf(JURISDICTIONS)))),
    may("lint", native(Object(&[&[may("allow", Map(&Text, &Text)), may("csp", Text)]]))),
]]);

/// Where the site's visitors are, as far as the rules of `assent check` differ.
pub const JURISDICTIONS: &[&str] = &["EU", "AT", "DE", "FR", "IT", "CH", "UK", "US", "US-CA", "CA-QC", "BR"];

const DAYS: Shape = Whole(1, 3650);

const RELOADS: &[&str] = &["never", "ask", "always"];

const MODELS: &[&str] = &["opt-in", "opt-out", "notice"];

/// What is told to others, and heard from the browser.
const SIGNALS: &[Key] = &[
    may("googleConsentMode", FlagOr(&Object(&[GOOGLE]))),
    may("dataLayer", FlagOr(&Object(&[&[may("name", PATH), may("event", Text)]]))),
    may("doNotTrack", Flag),
];

/// <https://developers.google.com/tag-platform/security/guides/consent>
const GOOGLE: &[Key] = &[
    may("advanced", Flag),
    may("waitForUpdate", Whole(0, 60_000)),
    may("region", List(&REGION)),
    may("adsDataRedaction", Flag),
    may("urlPassthrough", Flag),
    may("types", Object(&[TYPES])),
];

const TYPES: &[Key] = &[
    may("ad_storage", ID),
    may("ad_user_data", ID),
    may("ad_personalization", ID),
    may("analytics_storage", ID),
    may("functionality_storage", ID),
    may("personalization_storage", ID),
    may("security_storage", ID),
];

/// A card of the catalogue. `placeholder` names what stands in the page while an embed is held.
pub static CARD: Shape = Object(&[SERVICE, OF_CARDS]);

const OF_CARDS: &[Key] = &[must("id", ID), may("parameters", Map(&Text, &PARAMETER)), may("placeholder", Text)];

const PARAMETER: Shape = Object(&[&[must("type", OneOf(&["text", "url"])), may("example", Text)]]);

/// What an entry of the config has besides what a card may say too.
const ENTRY: &[Key] = &[may("id", ID), may("use", Text), may("with", Map(&Text, &Text))];

/// What is said of a service, by a card or by the author.
const SERVICE: &[Key] = &[
    may("category", ID),
    may("title", Text),
    may("purpose", Text),
    may("reason", Text),
    may("basis", Object(&[&[may("storage", OneOf(STORAGE_BASES)), may("processing", List(&OneOf(PROCESSING_BASES)))]])),
    may("items", List(&Object(&[ITEM]))),
    may("vendor", Object(&[VENDOR])),
    may("hosts", List(&Text)),
    may("script", Object(&[&[may("src", Text), may("steps", STEPS), may("consentMode", Flag)]])),
    may("signals", Object(&[&[may("before", STEPS), may("granted", STEPS), may("denied", STEPS)]])),
];

const VENDOR: &[Key] =
    &[must("name", Text), may("country", COUNTRY), may("policy", LINK), may("transfer", OneOf(TRANSFERS))];

/// On what a transfer out of the European Economic Area rests: GDPR, Art. 45, 46 and 49.
const TRANSFERS: &[&str] =
    &["adequacy", "data-privacy-framework", "standard-clauses", "binding-rules", "consent", "contract"];

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

const STEPS: Shape = List(&Object(&[STEP]));

const STEP: &[Key] = &[
    may("push", Text),
    may("set", Text),
    may("call", Text),
    may("queue", Text),
    may("value", Any),
    may("arguments", List(&Any)),
];

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
