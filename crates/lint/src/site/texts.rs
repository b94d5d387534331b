//! What the author of a config wrote for visitors to read, and where. Knows no rule.

use super::Service;
use crate::source::Source;
use crate::words;
use assent_model::shape::join;
use assent_model::{Config, Texts};
use std::collections::{HashMap, HashSet};

/// A text of the author's own.
#[derive(Debug)]
pub struct OwnText<'a> {
    /// Where it stands.
    pub path: String,
    /// Its language.
    pub language: &'a str,
    /// Its key.
    pub key: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// A purpose, a reason or a title: the name of a text, or a sentence.
#[derive(Debug)]
pub struct Named {
    /// Where it stands.
    pub path: String,
    /// The key of the text that it would name.
    pub key: String,
    /// The word or sentence itself.
    pub word: String,
}

/// Something that the author wrote for visitors to read.
#[derive(Debug)]
pub struct Sentence {
    /// Where it stands.
    pub path: String,
    /// Its language; empty for what is said of a service in place.
    pub language: String,
    /// What it says, as [`words::plain`] has it.
    pub plain: String,
}

pub(super) fn sentences(config: &Config, services: &[Service], source: &Source) -> Vec<Sentence> {
    let own = own_texts(config).into_iter().map(|own| (own.path, own.language, own.text));
    let in_place = services.iter().flat_map(|service| {
        let texts = ["title", "purpose", "reason"].into_iter();
        let said = texts.filter_map(|key| Some((service.at(key), "", service.said.text(key)?)));
        let vendor = service.vendor().text("name").map(|name| (service.at("vendor.name"), "", name));
        said.chain(vendor).filter(|(path, ..)| source.has(path))
    });
    let sentence = |(path, language, text): (String, &str, &str)| Sentence {
        path,
        language: language.to_owned(),
        plain: words::plain(text),
    };
    own.chain(in_place).map(sentence).collect()
}

pub(super) fn own_texts(config: &Config) -> Vec<OwnText<'_>> {
    let texts = config.texts.iter().flat_map(|(language, own)| {
        own.entries().iter().filter_map(move |(key, text)| {
            Some(OwnText { path: join(&join("texts", language), key), language, key, text: text.as_text()? })
        })
    });
    texts.collect()
}

pub(super) fn named(services: &[Service], source: &Source) -> Vec<Named> {
    let mut all = Vec::new();
    for service in services {
        for kind in ["title", "purpose", "reason"] {
            let word = service.said.text(kind);
            all.extend(word.map(|word| Named { path: service.at(kind), key: join(kind, word), word: word.to_owned() }));
        }
        for item in service.items() {
            let word = item.value.text("purpose");
            all.extend(word.map(|word| Named {
                path: item.at("purpose"),
                key: join("purpose", word),
                word: word.to_owned(),
            }));
        }
    }
    all.retain(|named| source.has(&named.path));
    all
}

/// In how many languages there is a text of each key.
pub(super) fn said_in(texts: &[(String, Texts)]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for (_, texts) in texts {
        let keys: HashSet<&str> = texts.keys().collect();
        for key in keys {
            *counts.entry(key.to_owned()).or_default() += 1;
        }
    }
    counts
}
