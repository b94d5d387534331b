//! The language files, read line by line, each with what is checked of that language alone. Knows no check.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A language file.
pub struct Language {
    pub code: String,
    pub file: String,
    /// The file as it is.
    pub text: String,
    /// Whether a native speaker has read it.
    pub reviewed: bool,
    /// Keys and texts in the order of the file, a pair a line.
    pub lines: Vec<(String, String)>,
    pub checks: Checks,
}

/// What is checked of a language: `tests/languages/<code>.json`.
pub struct Checks {
    pub file: String,
    /// Phrases with which banners of this language take use of the site for consent, in lower case.
    pub consent_by_use: Vec<String>,
    /// Keys of texts that are rightly the same as in English, with the reason.
    pub same_as_english: BTreeMap<String, String>,
}

pub fn languages() -> Vec<Language> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("languages");
    let mut all: Vec<Language> = fs::read_dir(folder).unwrap().map(|entry| language(&entry.unwrap().path())).collect();
    all.sort_by(|a, b| a.code.cmp(&b.code));
    all
}

pub fn english() -> Language {
    languages().into_iter().find(|language| language.code == "en").unwrap()
}

fn language(path: &Path) -> Language {
    let code = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let file = format!("languages/{code}.json");
    let text = fs::read_to_string(path).unwrap();
    let mut lines: Vec<(String, Value)> =
        text.lines().filter(|line| line.len() > 1).map(|line| pair(&file, line)).collect();
    let place = lines.iter().position(|(key, _)| key == "reviewed");
    let reviewed = place.map(|place| lines.remove(place).1).and_then(|value| value.as_bool());
    let reviewed = reviewed.unwrap_or_else(|| panic!("{file}: say whether it is \"reviewed\": true or false."));
    let lines = lines.into_iter().map(|(key, value)| match value {
        Value::String(text) => (key, text),
        _ => panic!("{file}: \"{key}\" is not a text. Write one."),
    });
    Language { lines: lines.collect(), checks: checks(&code), code, file, text, reviewed }
}

fn pair(file: &str, line: &str) -> (String, Value) {
    let object = format!("{{{}}}", line.trim_end_matches(','));
    let parsed: Value = serde_json::from_str(&object)
        .unwrap_or_else(|error| panic!("{file}: write one key and one text a line, not {line}: {error}"));
    let (key, value) = parsed.as_object().unwrap().iter().next().unwrap();
    (key.clone(), value.clone())
}

fn checks(code: &str) -> Checks {
    let file = format!("tests/languages/{code}.json");
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file));
    let text = text.unwrap_or_else(|_| panic!("Add {file}, as the other languages have it."));
    let parsed: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
    Checks {
        consent_by_use: serde_json::from_value(parsed["consentByUse"].clone()).expect("a list of texts"),
        same_as_english: serde_json::from_value(parsed["sameAsEnglish"].clone()).expect("keys with reasons"),
        file,
    }
}

impl Language {
    pub fn keys(&self) -> Vec<&str> {
        self.lines.iter().map(|(key, _)| key.as_str()).collect()
    }

    pub fn get(&self, key: &str) -> &str {
        self.lines.iter().find(|(own, _)| own == key).map(|(_, text)| text.as_str()).unwrap_or_default()
    }
}
