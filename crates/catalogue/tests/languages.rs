//! Every language says all that English says, and nothing that would be no consent. Each message names file and cure.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

mod spoken;

use assent_catalogue::categories;
use serde_json::Value;
use spoken::{Language, english, languages};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Names of countries are those of the Unicode CLDR, and many are the same in two languages.
const NAMES: &str = "country.";

/// What is counted: in the place of English's forms stand those of the language.
const COUNTED: [&str; 3] = ["duration.days.", "duration.months.", "duration.years."];

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

/// The official languages of the EU (<https://eur-lex.europa.eu/eli/reg/1958/1(1)/2013-07-01>), those of its neighbours,
/// and the largest of the world.
#[test]
fn the_languages_that_are_promised_are_there() {
    let promised = "ar bg cs da de el en es et fa fi fr ga he hi hr hu id is it ja ko lt lv mt nb nl pl pt ro sk sl sv tr uk vi zh-Hans zh-Hant";
    let codes: Vec<String> = languages().into_iter().map(|language| language.code).collect();
    let missing: Vec<&str> = promised.split(' ').filter(|code| !codes.iter().any(|own| own == code)).collect();
    assert!(missing.is_empty(), "Add languages/<code>.json for {missing:?}.");
}

/// One form for a file keeps the differences of translations small.
#[test]
fn a_file_is_a_key_and_a_text_a_line() {
    for Language { file, text, lines, reviewed, .. } in languages() {
        let written = |value: &str| serde_json::to_string(value).unwrap();
        let mut rows: Vec<String> =
            lines.iter().map(|(key, text)| format!("  {}: {}", written(key), written(text))).collect();
        rows.insert(1, format!("  \"reviewed\": {reviewed}"));
        assert_eq!(text, format!("{{\n{}\n}}\n", rows.join(",\n")), "{file}: write it as en.json is written.");
    }
}

#[test]
fn every_language_has_the_keys_of_english_in_the_same_order() {
    let english = english();
    let unique: BTreeSet<&str> = english.keys().into_iter().collect();
    assert_eq!(unique.len(), english.lines.len(), "languages/en.json: a key is there twice. Leave out one.");
    for language in languages() {
        let expected = expected(&english, &language.code);
        let missing: Vec<&String> = expected.iter().filter(|key| !language.keys().contains(&key.as_str())).collect();
        assert!(missing.is_empty(), "{}: add {missing:?}.", language.file);
        let extra: Vec<&str> =
            language.keys().into_iter().filter(|key| !expected.iter().any(|known| known == key)).collect();
        assert!(extra.is_empty(), "{}: leave out {extra:?}, or add them to en.json.", language.file);
        assert_eq!(language.keys(), expected, "{}: put the keys in the order of en.json.", language.file);
    }
}

/// The keys of English with the plural forms of this language: exactly those that the CLDR has for its whole numbers.
fn expected(english: &Language, code: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for key in english.keys() {
        match COUNTED.iter().find(|stem| key.starts_with(**stem)) {
            None => keys.push(key.to_owned()),
            Some(stem) if keys.iter().any(|known| known.starts_with(stem)) => {}
            Some(stem) => keys.extend(categories(code).into_iter().map(|form| format!("{stem}{form}"))),
        }
    }
    keys
}

#[test]
fn no_text_is_empty_and_placeholders_are_those_of_english() {
    let english = english();
    for language in languages() {
        for (key, text) in &language.lines {
            assert!(!text.trim().is_empty(), "{}: \"{key}\" is empty. Write it.", language.file);
            assert_eq!(text.trim(), text, "{}: \"{key}\" has spaces at an end. Leave them out.", language.file);
            let expected = match COUNTED.iter().find_map(|stem| key.strip_prefix(stem)) {
                // "1 day" needs no placeholder where that form is for the 1 alone.
                Some(form) if !text.contains('{') && is_for_one_number(&language.code, form) => BTreeSet::new(),
                Some(_) => BTreeSet::from(["count"]),
                None => placeholders(english.get(key)),
            };
            let file = &language.file;
            assert_eq!(placeholders(text), expected, "{file}: \"{key}\" must have the placeholders {expected:?}.");
        }
    }
}

fn is_for_one_number(code: &str, form: &str) -> bool {
    let texts = assent_catalogue::texts(code).unwrap();
    (1..200).filter(|number: &u32| texts.named("plural", &number.to_string()) == form).count() == 1
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn no_text_was_left_in_english() {
    let english = english();
    for language in languages().iter().filter(|language| language.code != "en") {
        let same: BTreeSet<&str> = language
            .lines
            .iter()
            .filter(|(key, text)| !key.starts_with(NAMES) && text == english.get(key))
            .map(|(key, _)| key.as_str())
            .collect();
        let allowed: BTreeSet<&str> = language.checks.same_as_english.keys().map(String::as_str).collect();
        let (file, checks) = (&language.file, &language.checks.file);
        let left: Vec<_> = same.difference(&allowed).collect();
        assert!(left.is_empty(), "{file}: {left:?} are in English. Translate them, or give the reason in {checks}.");
        let stale: Vec<_> = allowed.difference(&same).collect();
        assert!(stale.is_empty(), "{checks}: {stale:?} are not the same as in English. Leave them out of the list.");
        let reasons = language.checks.same_as_english.values();
        assert!(
            reasons.into_iter().all(|reason| !reason.is_empty()),
            "{checks}: each of \"sameAsEnglish\" needs a reason."
        );
    }
}

#[test]
fn a_language_that_nobody_has_read_says_so() {
    for language in languages() {
        assert_eq!(language.text.matches("\"reviewed\"").count(), 1, "{}: write \"reviewed\" once.", language.file);
        let is_known = ["ltr", "rtl"].contains(&language.get("direction"));
        assert!(is_known, "{}: \"direction\" is \"ltr\" or \"rtl\".", language.file);
    }
    assert!(english().reviewed, "languages/en.json is the text that the others are translated from.");
}

/// Directions that nobody sees are easily left in, and would turn the words beside them.
/// <https://www.w3.org/TR/unicode-xml/#Bidi>
#[test]
fn no_text_has_invisible_directions() {
    for language in languages() {
        let has = |text: &str| {
            text.contains(|c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        };
        let found = language.lines.iter().find(|(key, text)| !key.starts_with(NAMES) && has(text));
        assert!(found.is_none(), "{}: {found:?} has a control character. Leave it out.", language.file);
    }
}

/// Recital 32 of the GDPR: silence and inactivity are no consent.
#[test]
fn no_text_takes_use_of_the_site_for_consent() {
    for language in languages() {
        let phrases = &language.checks.consent_by_use;
        assert!(phrases.len() >= 4, "{}: add phrases to \"consentByUse\".", language.checks.file);
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
        if let (true, Some(text)) =
            (["purpose", "reason", "country", "placeholder"].contains(&name.as_str()), value.as_str())
        {
            keys.insert(format!("{name}.{text}"));
        }
        collect(value, keys);
    }
    value.as_array().into_iter().flatten().for_each(|item| collect(item, keys));
}

/// What a text may be asked for by: the sources of widget, model, command and gate.
const SPEAKERS: [&str; 4] = ["src", "crates/model/src", "crates/cli/src", "www/parts"];

fn sources(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "js") {
            into.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

fn said() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut all = String::new();
    SPEAKERS.iter().for_each(|folder| sources(&root.join(folder), &mut all));
    all
}

/// A text that nobody says would be translated for nothing.
#[test]
fn every_text_is_said_somewhere() {
    let said = said();
    let has = |text: &str| said.contains(&format!("\"{text}\""));
    // As one text, by a kind and a name (`named("purpose", …)`), or put together of parts (`"fact."`, `"vendor"`).
    let is_named = |kind: &str| said.contains(&format!("named(\"{kind}\""));
    let is_joined = |before: &str, after: &str| {
        let last = after.rsplit('.').next().unwrap_or_default();
        has(before) && (has(after) || has(&format!(".{last}")) || COUNTED.contains(&before))
    };
    let mut on_cards = BTreeSet::new();
    collect(&assent_catalogue::cards_json().unwrap(), &mut on_cards);
    let is_said = |key: &str| {
        has(key)
            || key.match_indices('.').any(|(dot, _)| {
                let (before, after) = key.split_at(dot + 1);
                is_named(before.trim_end_matches('.'))
                    || is_joined(before, after)
                    || (has(before) && on_cards.contains(key))
            })
    };
    let english = english();
    let silent: Vec<&str> = english.keys().into_iter().filter(|key| !is_said(key)).collect();
    assert!(silent.is_empty(), "languages/en.json: nobody says {silent:?}. Leave them out of every language.");
}

/// A text that is said and not there would be shown as its key.
#[test]
fn every_text_that_is_said_is_there() {
    let (said, english) = (said(), english());
    for opening in ["texts.get(\"", "texts.fill(\"", "texts.counted(\""] {
        for rest in said.split(opening).skip(1) {
            let key = rest.split('"').next().unwrap_or_default();
            let is_there =
                english.keys().iter().any(|known| *known == key || (key.ends_with('.') && known.starts_with(key)));
            assert!(is_there, "languages/en.json: add \"{key}\", which is said, and to every language.");
        }
    }
}
