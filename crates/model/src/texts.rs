//! Every sentence the widget can say, in one language. Knows no component that says it, and no language.
//!
//! What differs from language to language by a rule comes from the edges, as texts too: `plural.5` is the category of the
//! number 5 (`few`), `date.2026-05-01` is this date as people write it. In a page the browser knows them.

use crate::digest::digest;
use crate::fault::{Faults, did_you_mean};
use crate::value::Value;

/// The sentences of one language under their keys, the author's own before those of the kit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Texts(Vec<(String, Value)>);

impl Texts {
    /// The texts of a language file: one flat object of texts.
    pub fn new(file: &Value) -> Texts {
        Texts(file.entries().to_vec())
    }

    /// These texts with the author's own laid over them.
    pub fn with(&self, own: &Value) -> Texts {
        Texts(own.entries().iter().chain(&self.0).cloned().collect())
    }

    /// Checks the author's own texts: a key that nobody would ever say is a fault.
    pub fn check(&self, own: &Value, path: &str, categories: &[&str], faults: &mut Faults) {
        for (key, _) in own.entries() {
            if !self.has(key) && !is_open(key, categories) {
                let known: Vec<&str> = self.0.iter().map(|(key, _)| key.as_str()).collect();
                let message = ["\"", key, "\" is not the key of a text"];
                faults.add("unknown-text", &[path, ".", key], &message, &[&did_you_mean(key, &known), OPEN_KEYS]);
            }
        }
    }

    /// The text under this key, or the key itself, so that a gap is seen and found.
    pub fn get<'t>(&'t self, key: &'t str) -> &'t str {
        self.find(key).unwrap_or(key)
    }

    /// The text under this key with its placeholders filled: `{name}`.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), &|name| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value))
    }

    /// The text of a number of things: `key.one`, `key.few`, whichever form the language has for it, and otherwise `key.other`.
    pub fn counted(&self, key: &str, count: u32) -> String {
        // Rules look at small numbers and at the last two digits: https://cldr.unicode.org/index/cldr-spec/plural-rules
        let like = if count < 100 { count } else { count % 100 + 100 };
        let mut own = [key, &self.named("plural", &like.to_string())].concat();
        if !self.has(&own) {
            own = [key, "other"].concat();
        }
        self.fill(&own, &[("count", &count.to_string())])
    }

    /// The text that an author or a card named, or what was written itself: the `purpose` `basket` is the text
    /// `purpose.basket` if there is one, and otherwise the word "basket".
    pub fn named(&self, kind: &str, written: &str) -> String {
        self.find(&[kind, ".", written].concat()).unwrap_or(written).to_owned()
    }

    /// The keys; one that the author has too comes twice.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    /// The digest of all that is written, by which a record says what was shown. What the edges know is not written, and
    /// differs from browser to browser.
    pub fn digest(&self) -> String {
        let is_rule = |key: &str| key.starts_with("plural.") || key.starts_with("date.");
        let mut all = String::new();
        for (key, text) in self.0.iter().filter(|(key, _)| !is_rule(key)) {
            for part in [key, "\n", text.as_text().unwrap_or_default(), "\n"] {
                all.push_str(part);
            }
        }
        digest(&all)
    }

    /// Whether there is a text under this key.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    fn find(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == key)?.1.as_text()
    }
}

/// A text with each `{name}` replaced by its value; names without a value stay as they are. The text is gone through
/// once, so that a value is never taken for a placeholder.
pub fn fill<'v>(text: &str, value: &dyn Fn(&str) -> Option<&'v str>) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let known = after.split_once('}').and_then(|(name, after)| Some((value(name)?, after)));
        let (value, after) = known.unwrap_or(("{", after));
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The kinds of texts that an author may add to.
const OPEN_KINDS: [&str; 3] = ["title.", "purpose.", "reason."];

const OPEN_KEYS: &str = "Own keys may be \"category.<id>.title\", \"category.<id>.text\", \"title.<name>\", \
    \"purpose.<name>\" and \"reason.<name>\".";

fn is_open(key: &str, categories: &[&str]) -> bool {
    let rest =
        key.strip_prefix("category.").and_then(|rest| rest.strip_suffix(".title").or(rest.strip_suffix(".text")));
    OPEN_KINDS.iter().any(|kind| key.starts_with(kind)) || rest.is_some_and(|id| categories.contains(&id))
}
