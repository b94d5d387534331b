//! Every language says all that English says, and nothing that would be no consent. Each message names file and cure.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Texts that are the same word in two languages, with the reason.
const SAME_AS_ENGLISH: &[(&str, &[&str], &str)] = &[
    ("category.marketing.title", &["de", "fr", "it", "pl"], "the word is used everywhere"),
    ("direction", &["de", "fr", "it", "pl"], "a word of HTML"),
    ("title.session", &["fr"], "the same word"),
    ("type.cookie", &["fr", "it"], "the word is used everywhere"),
    ("item.name", &["de"], "the same word"),
];

/// Names of countries are those of the Unicode CLDR, and many are the same in two languages.
const NAMES: &str = "country.";

/// Phrases that take use of the site for consent. Recital 32 of the GDPR: silence and inactivity are none.
const CONSENT_BY_USE: &[(&str, &[&str])] = &[
    ("en", &["by using", "by continuing", "continued use", "by browsing", "if you continue"]),
    ("de", &["weiter surfen", "durch die nutzung", "durch das weitersurfen", "wenn sie fortfahren", "mit der nutzung"]),
    ("fr", &["en poursuivant", "en continuant", "en naviguant", "en utilisant"]),
    ("it", &["continuando", "proseguendo", "navigando", "utilizzando"]),
    ("pl", &["korzystając", "kontynuując", "dalsze korzystanie", "przeglądając"]),
];

struct Language {
    code: String,
    file: String,
    /// Keys and texts in the order of the file, a pair a line.
    lines: Vec<(String, String)>,
}

fn languages() -> Vec<Language> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("languages");
    let mut all: Vec<Language> = fs::read_dir(folder).unwrap().map(|entry| language(&entry.unwrap().path())).collect();
    all.sort_by(|a, b| a.code.cmp(&b.code));
    all
}

fn language(path: &Path) -> Language {
    let code = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let file = format!("languages/{code}.json");
    let lines =
        fs::read_to_string(path).unwrap().lines().filter(|line| line.len() > 1).map(|line| pair(&file, line)).collect();
    Language { code, file, lines }
}

fn pair(file: &str, line: &str) -> (String, String) {
    let object = format!("{{{}}}", line.trim_end_matches(','));
    let parsed: Value = serde_json::from_str(&object)
        .unwrap_or_else(|error| panic!("{file}: write one key and one text a line, not {line}: {error}"));
    let (key, text) = parsed.as_object().unwrap().iter().next().unwrap();
    let text = text.as_str().unwrap_or_else(|| panic!("{file}: \"{key}\" is not a text. Write one."));
    (key.clone(), text.to_owned())
}

fn english() -> Language {
    languages().into_iter().find(|language| language.code == "en").unwrap()
}

impl Language {
    fn keys(&self) -> Vec<&str> {
        self.lines.iter().map(|(key, _)| key.as_str()).collect()
    }

    fn get(&self, key: &str) -> &str {
        self.lines.iter().find(|(own, _)| own == key).map(|(_, text)| text.as_str()).unwrap_or_default()
    }
}

#[test]
fn the_embedded_languages_are_those_on_disk() {
    let embedded: Vec<&str> = assent_catalogue::languages().map(|(code, _)| code).collect();
    let on_disk: Vec<String> = languages().into_iter().map(|language| language.code).collect();
    assert_eq!(embedded, on_disk, "Build anew: the embedded folder is not that on disk.");
    for code in on_disk {
        assert!(assent_catalogue::texts(&code).is_some(), "languages/{code}.json is not JSON. Mend it there.");
    }
    assert!(assent_catalogue::texts("tlh").is_none());
}

#[test]
fn every_language_has_the_keys_of_english_in_the_same_order() {
    let english = english();
    let unique: BTreeSet<&str> = english.keys().into_iter().collect();
    assert_eq!(unique.len(), english.lines.len(), "languages/en.json: a key is there twice. Leave out one.");
    for language in languages() {
        let missing: Vec<&str> = english.keys().into_iter().filter(|key| !language.keys().contains(key)).collect();
        assert!(missing.is_empty(), "{}: add {missing:?}.", language.file);
        let extra: Vec<&str> = language.keys().into_iter().filter(|key| !unique.contains(key)).collect();
        assert!(extra.is_empty(), "{}: leave out {extra:?}, or add them to en.json.", language.file);
        assert_eq!(language.keys(), english.keys(), "{}: put the keys in the order of en.json.", language.file);
    }
}

#[test]
fn no_text_is_empty_and_placeholders_are_those_of_english() {
    let english = english();
    for language in languages() {
        for (key, text) in &language.lines {
            assert!(!text.trim().is_empty(), "{}: \"{key}\" is empty. Write it.", language.file);
            assert_eq!(text.trim(), text, "{}: \"{key}\" has spaces at an end. Leave them out.", language.file);
            let expected = placeholders(english.get(key));
            assert_eq!(
                placeholders(text),
                expected,
                "{}: \"{key}\" must have the placeholders {expected:?}.",
                language.file
            );
        }
    }
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn no_text_was_left_in_english() {
    let english = english();
    for language in languages().iter().filter(|language| language.code != "en") {
        for (key, text) in &language.lines {
            let allowed =
                SAME_AS_ENGLISH.iter().any(|(same, codes, _)| same == key && codes.contains(&language.code.as_str()));
            let cure = "Translate it, or add it to SAME_AS_ENGLISH with the reason.";
            let is_name = key.starts_with(NAMES);
            assert!(
                allowed || is_name || text != english.get(key),
                "{}: \"{key}\" is the English text. {cure}",
                language.file
            );
        }
    }
}

#[test]
fn no_text_takes_use_of_the_site_for_consent() {
    for language in languages() {
        let phrases = CONSENT_BY_USE.iter().find(|(code, _)| *code == language.code).map(|(_, phrases)| *phrases);
        let phrases = phrases.unwrap_or_else(|| panic!("{}: add its phrases to CONSENT_BY_USE.", language.file));
        for (key, text) in &language.lines {
            let found = phrases.iter().find(|phrase| text.to_lowercase().contains(*phrase));
            let cure = "Use of a site is no consent: say it without.";
            assert!(found.is_none(), "{}: \"{key}\" says {found:?}. {cure}", language.file);
        }
    }
}

#[test]
fn reject_is_as_plain_as_accept() {
    for language in languages() {
        let words = |key: &str| language.get(key).split_whitespace().count();
        let (accept, reject) = (language.get("button.accept"), language.get("button.reject"));
        let is_even = words("button.accept") == words("button.reject")
            && accept.chars().count().abs_diff(reject.chars().count()) <= 6;
        assert!(is_even, "{}: \"{reject}\" must be as short and plain as \"{accept}\".", language.file);
    }
}

#[test]
fn what_the_cards_name_has_a_text_in_every_language() {
    let cards = assent_catalogue::cards_json().unwrap();
    let mut keys = BTreeSet::new();
    collect(&cards, &mut keys);
    for language in languages() {
        let missing: Vec<&String> = keys.iter().filter(|key| !language.keys().contains(&key.as_str())).collect();
        assert!(missing.is_empty(), "{}: add {missing:?}, which the cards name.", language.file);
    }
}

/// The keys of the texts that a part of the catalogue names.
fn collect(value: &Value, keys: &mut BTreeSet<String>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        if let (true, Some(text)) = (["purpose", "reason", "country"].contains(&name.as_str()), value.as_str()) {
            keys.insert(format!("{name}.{text}"));
        }
        collect(value, keys);
    }
    value.as_array().into_iter().flatten().for_each(|item| collect(item, keys));
}
