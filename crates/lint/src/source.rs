//! The text of a config with the place of every value in it. Knows no key by name.

use crate::diagnostic::{Diagnostic, Severity};
use assent_model::Value;
use assent_model::shape::{at, join};
use jsonc_parser::ast;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use std::collections::HashMap;
use std::ops;

/// How deep objects and lists may lie in each other. A config needs seven; parsers run out of stack at some thousands.
const DEEPEST: usize = 64;

/// A text that was read as JSON as far as that goes.
#[derive(Debug, Clone)]
pub struct Source {
    /// The text.
    pub text: String,
    /// What it says; null where it could not be read.
    pub value: Value,
    root: Option<Spot>,
}

/// The place of a value, and of those in it.
#[derive(Debug, Clone)]
struct Spot {
    /// The key in its quotes; for members of lists, the value.
    key: ops::Range<usize>,
    value: ops::Range<usize>,
    inner: Inner,
}

#[derive(Debug, Clone)]
enum Inner {
    Nothing,
    List(Vec<Spot>),
    Object(Vec<(String, Spot)>),
}

impl Source {
    /// Reads a text. Comments and commas too many are faults, but no reason to stop.
    pub fn read(text: &str) -> (Source, Vec<Diagnostic>) {
        let mut source = Source { text: text.to_owned(), value: Value::Null, root: None };
        if let Some(place) = too_deep(text) {
            let help = "Did two files become one? A config has about seven levels.".to_owned();
            let message = format!("objects and lists lie more than {DEEPEST} deep in each other");
            return (source, vec![Diagnostic::new("too-deep", Severity::Error, place..place + 1, message, help)]);
        }
        if text.trim_ascii().is_empty() {
            let help = "Write an object: {\"categories\": [{\"id\": \"necessary\", \"required\": true}]}.".to_owned();
            let message = "there is nothing in it".to_owned();
            return (source, vec![Diagnostic::new("not-json", Severity::Error, 0..0, message, help)]);
        }
        let strict = parse(text, false);
        let mut found: Vec<Diagnostic> = not_json(text, &strict).into_iter().collect();
        if let Ok(Some(root)) = strict.or_else(|_| parse(text, true)) {
            let (value, spot) = take(&root, None, "", &mut found);
            (source.value, source.root) = (value, Some(spot));
        }
        (source, found)
    }

    /// Where a value stands: its own place, or that of the nearest thing around it which is written. What comes from a
    /// card stands where the card is named.
    pub fn span(&self, path: &str) -> ops::Range<usize> {
        if let Some(spot) = self.spot(path).filter(|_| !path.is_empty()) {
            return spot.head();
        }
        parent(path).map_or(0..self.text.len().min(1), |around| self.span(around))
    }

    /// Where the key of a value stands.
    pub fn key_span(&self, path: &str) -> ops::Range<usize> {
        self.spot(path).map_or_else(|| self.span(path), |spot| spot.key.clone())
    }

    /// Whether a value is written at this place, and not only in a card.
    pub fn has(&self, path: &str) -> bool {
        self.spot(path).is_some()
    }

    /// The nearest thing around a path that is written; empty for the whole text.
    pub fn nearest<'p>(&self, path: &'p str) -> &'p str {
        let mut around = path;
        while !self.has(around) {
            let Some(outer) = parent(around) else { return "" };
            around = outer;
        }
        around
    }

    /// Where a value begins and ends in the text, whole.
    pub fn range(&self, path: &str) -> Option<ops::Range<usize>> {
        self.spot(path).map(|spot| spot.value.clone())
    }

    fn spot(&self, path: &str) -> Option<&Spot> {
        self.root.as_ref()?.at(path)
    }
}

impl Spot {
    /// The place at a path from here.
    fn at(&self, path: &str) -> Option<&Spot> {
        if path.is_empty() {
            return Some(self);
        }
        match &self.inner {
            Inner::Nothing => None,
            Inner::List(members) => {
                let (place, rest) = path.strip_prefix('[')?.split_once(']')?;
                members.get(place.parse::<usize>().ok()?)?.at(rest.strip_prefix('.').unwrap_or(rest))
            }
            Inner::Object(members) => {
                // Keys may hold dots, so that the longest counts.
                let named = members.iter().filter_map(|(name, spot)| {
                    let rest = path.strip_prefix(name.as_str())?;
                    (rest.is_empty() || rest.starts_with(['.', '['])).then_some((rest, spot))
                });
                let (rest, spot) = named.min_by_key(|(rest, _)| rest.len())?;
                spot.at(rest.strip_prefix('.').unwrap_or(rest))
            }
        }
    }

    /// An object is shown by the member that names it, so that carets do not stand under forty lines.
    fn head(&self) -> ops::Range<usize> {
        if matches!(self.inner, Inner::Nothing) {
            return self.value.clone();
        }
        let named = ["use", "id", "name", "type"].iter().find_map(|key| self.at(key));
        let is_member = self.key == self.value;
        named.map_or_else(
            || if is_member { self.value.start..self.value.start + 1 } else { self.key.clone() },
            |name| name.value.clone(),
        )
    }
}

/// Takes a value out of the tree of the parser, and its place. `key` is where its key stands, if it has one.
fn take(
    node: &ast::Value<'_>,
    key: Option<ops::Range<usize>>,
    path: &str,
    found: &mut Vec<Diagnostic>,
) -> (Value, Spot) {
    let range = bytes(node.range());
    let (value, inner) = match node {
        ast::Value::StringLit(text) => (Value::Text(text.value.to_string()), Inner::Nothing),
        ast::Value::NumberLit(number) => (Value::Number(number.value.parse().unwrap_or(f64::NAN)), Inner::Nothing),
        ast::Value::BooleanLit(flag) => (Value::Bool(flag.value), Inner::Nothing),
        ast::Value::NullKeyword(_) => (Value::Null, Inner::Nothing),
        ast::Value::Array(list) => {
            let members = list.elements.iter().enumerate();
            let (values, spots) = members.map(|(place, member)| take(member, None, &at(path, place), found)).unzip();
            (Value::List(values), Inner::List(spots))
        }
        ast::Value::Object(object) => take_object(object, path, found),
    };
    (value, Spot { key: key.unwrap_or_else(|| range.clone()), value: range, inner })
}

fn take_object(object: &ast::Object<'_>, path: &str, found: &mut Vec<Diagnostic>) -> (Value, Inner) {
    let mut entries: Vec<(String, Value)> = Vec::with_capacity(object.properties.len());
    let mut spots: Vec<(String, Spot)> = Vec::with_capacity(object.properties.len());
    let mut places: HashMap<&str, usize> = HashMap::new();
    for member in &object.properties {
        let (name, key) = (member.name.as_str(), bytes(member.name.range()));
        let (value, spot) = take(&member.value, Some(key.clone()), &join(path, name), found);
        let earlier = places.get(name).and_then(|&place| Some((entries.get_mut(place)?, spots.get_mut(place)?)));
        if let Some(((_, earlier), (_, before))) = earlier {
            let help = "Browsers take the last one: leave out the others.".to_owned();
            let message = format!("\"{name}\" is here twice");
            let fault = Diagnostic::new("duplicate-key", Severity::Error, key, message, help).at(&join(path, name));
            found.push(fault.with(before.key.clone(), "here before"));
            (*earlier, *before) = (value, spot);
        } else {
            places.insert(name, entries.len());
            entries.push((name.to_owned(), value));
            spots.push((name.to_owned(), spot));
        }
    }
    (Value::Object(entries), Inner::Object(spots))
}

/// The path of what a value is in.
fn parent(path: &str) -> Option<&str> {
    let end = path.rfind(['.', '['])?;
    path.get(..end)
}

fn bytes(range: Range) -> ops::Range<usize> {
    range.start..range.end
}

type Parsed<'t> = Result<Option<ast::Value<'t>>, jsonc_parser::errors::ParseError>;

fn parse(text: &str, lenient: bool) -> Parsed<'_> {
    let options = ParseOptions {
        allow_comments: lenient,
        allow_loose_object_property_names: lenient,
        allow_trailing_commas: lenient,
    };
    parse_to_ast(text, &CollectOptions::default(), &options).map(|parsed| parsed.value)
}

/// What keeps a browser from reading the text.
fn not_json(text: &str, strict: &Parsed<'_>) -> Option<Diagnostic> {
    let (span, message) = match strict {
        Err(error) => (bytes(error.range()), lower(&error.kind().to_string())),
        // The parser that knows places forgives what JSON.parse does not, such as texts in single quotes.
        Ok(_) => {
            let error = serde_json::from_str::<serde::de::IgnoredAny>(text).err()?;
            let words = error.to_string();
            let message = words.split(" at line ").next().unwrap_or_default().to_owned();
            (offset(text, error.line(), error.column()), lower(&message))
        }
    };
    let span = span.start..first_line(text, &span);
    let help = "Correct the JSON: no comments, no comma before a closing bracket, texts in double quotes.".to_owned();
    Some(Diagnostic::new("not-json", Severity::Error, span, message, help))
}

/// The end of a span, or of its first line: carets need no more.
fn first_line(text: &str, span: &ops::Range<usize>) -> usize {
    let line = text.get(span.clone()).and_then(|text| text.find(['\r', '\n']));
    line.map_or(span.end, |length| span.start + length)
}

fn lower(message: &str) -> String {
    let mut letters = message.chars();
    if message.starts_with("EOF") {
        return message.replacen("EOF", "the text ends", 1);
    }
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The place of a line and a column, both counted from one.
fn offset(text: &str, line: usize, column: usize) -> ops::Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut place = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place..place
}

/// The place where brackets lie too deep, those in texts not counted.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => depth += 1,
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(place);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, clippy::string_slice, reason = "a test may stop")]

    use super::*;
    use proptest::prelude::*;

    fn at_path<'t>(source: &'t Source, path: &str) -> &'t str {
        &source.text[source.span(path)]
    }

    #[test]
    fn every_value_has_its_place() {
        let (source, found) = Source::read(r#"{"a": {"b": [1, "two", {"id": "three"}]}}"#);
        assert!(found.is_empty());
        assert_eq!(at_path(&source, "a.b[1]"), "\"two\"");
        assert_eq!(at_path(&source, "a.b[2]"), "\"three\"");
        assert_eq!(at_path(&source, "a.b"), "\"b\"");
        assert_eq!(&source.text[source.key_span("a.b")], "\"b\"");
    }

    #[test]
    fn what_is_not_written_stands_where_the_nearest_thing_is() {
        let (source, _) = Source::read(r#"{"services": [{"use": "matomo", "category": "x"}]}"#);
        assert_eq!(at_path(&source, "services[0].items[2].days"), "\"matomo\"");
        assert_eq!(at_path(&source, "policy.url"), "{");
        assert!(!source.has("services[0].items"));
    }

    #[test]
    fn a_key_that_is_there_twice_is_told_and_the_last_counts() {
        let (source, found) = Source::read(r#"{"a": {"x": 1}, "a": {"y": 2}}"#);
        assert_eq!(found.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["duplicate-key"]);
        assert_eq!(source.value.part("a").whole("y"), Some(2));
        assert!(!source.has("a.x"));
    }

    #[test]
    fn comments_and_commas_are_told_and_the_rest_is_read() {
        let (source, found) = Source::read("{\"a\": 1, // one\n \"b\": 2,}");
        assert_eq!(found.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["not-json"]);
        assert_eq!(source.value.whole("b"), Some(2));
    }

    #[test]
    fn what_a_browser_would_not_read_is_told() {
        for text in ["", " ", "{", "{]", "nul", "{\"a\": 'b'}", "{} {}", "\"\t\"", "{\"a\": 01}", "[\"\\ud800\"]"] {
            let (_, found) = Source::read(text);
            assert_eq!(found.first().map(|fault| fault.code), Some("not-json"), "{text:?}");
        }
    }

    #[test]
    fn ten_thousand_levels_are_no_overflow() {
        let (_, found) = Source::read(&"[".repeat(10_000));
        assert_eq!(found.first().map(|fault| fault.code), Some("too-deep"));
    }

    proptest! {
        #[test]
        fn no_text_is_a_panic(text in ".*") {
            let (source, found) = Source::read(&text);
            let is_json = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            prop_assert_eq!(is_json, found.iter().all(|fault| fault.code == "duplicate-key"));
            for fault in found {
                prop_assert!(source.text.get(fault.span).is_some());
            }
        }

        #[test]
        fn no_text_of_json_is_a_panic(text in "[\\[\\]{}\",:0-9a-c\\\\/* \\n'.-]{0,60}") {
            let (source, found) = Source::read(&text);
            let is_json = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            prop_assert_eq!(is_json, found.iter().all(|fault| fault.code == "duplicate-key"));
            for fault in found {
                prop_assert!(source.text.get(fault.span).is_some());
            }
        }
    }
}
