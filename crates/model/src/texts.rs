//! Every sentence the widget can say, in one language. Knows no component that says it.

use crate::fault::{Faults, did_you_mean};
use crate::value::Value;
use std::collections::BTreeMap;

/// The sentences of one language under their keys, the author's own laid over those of the kit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts(BTreeMap<String, String>);

impl Texts {
    /// The texts of a language file: one flat object of texts. What is not a text is left out.
    pub fn new(file: &Value) -> Texts {
        let entries = file.entries().iter();
        Texts(entries.filter_map(|(key, text)| Some((key.clone(), text.as_text()?.to_owned()))).collect())
    }

    /// Lays the author's own texts over these. A key that nobody would ever say is a fault at `path`.
    pub fn overlay(&mut self, own: &[(String, String)], path: &str, categories: &[&str], faults: &Faults) {
        for (key, _) in own {
            if !self.0.contains_key(key) && !is_open(key, categories) {
                let help = [did_you_mean(key, self.0.keys().map(String::as_str)), OPEN_KEYS.into()].concat();
                let message = ["\"", key, "\" is not the key of a text"].concat();
                faults.add("unknown-text", &[path, ".", key].concat(), message, help);
            }
        }
        self.0.extend(own.iter().cloned());
    }

    /// The text under this key, or the key itself, so that a gap is seen and found.
    pub fn get<'t>(&'t self, key: &'t str) -> &'t str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The text under this key with its placeholders filled: `{name}`.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let text = self.get(key).to_owned();
        values.iter().fold(text, |text, (name, value)| text.replace(&["{", name, "}"].concat(), value))
    }

    /// The text that an author or a card named, or what was written itself: `purpose` `basket` is the text
    /// `purpose.basket` if there is one, and otherwise the word "basket".
    pub fn named<'t>(&'t self, kind: &str, written: &'t str) -> &'t str {
        self.0.get(&[kind, ".", written].concat()).map_or(written, String::as_str)
    }

    /// Whether there is a text under this key.
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }
}

const OPEN_KEYS: &str = "Own keys may be \"category.<id>.title\", \"category.<id>.text\", \"purpose.<name>\" and \
    \"reason.<name>\".";

fn is_open(key: &str, categories: &[&str]) -> bool {
    let of_category =
        |id: &&str| key == ["category.", id, ".title"].concat() || key == ["category.", id, ".text"].concat();
    key.starts_with("purpose.") || key.starts_with("reason.") || categories.iter().any(of_category)
}
