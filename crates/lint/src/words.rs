//! Phrases that a rule looks for, in each language that it knows. Knows no rule.

use aho_corasick::AhoCorasick;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::LazyLock;

/// List, language, phrases in lower case: data/phrases.json.
static PHRASES: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../data/phrases.json")).unwrap_or_default());

/// For each list, what tells of most texts at once that none of its phrases is in them: the first words of all.
static MAY_HOLD: LazyLock<HashMap<&str, AhoCorasick>> = LazyLock::new(|| {
    let lists = PHRASES.as_object().into_iter().flatten().filter_map(|(list, languages)| {
        let phrases = languages.as_object()?.values().filter_map(Value::as_array).flatten().filter_map(Value::as_str);
        let first = phrases.map(|phrase| phrase.split('…').next().unwrap_or_default().trim());
        Some((list.as_str(), AhoCorasick::new(first).ok()?))
    });
    lists.collect()
});

/// A text as phrases are looked for in it: in lower case, with one kind of apostrophe.
pub fn plain(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// The first phrase of a list that a text holds, as whole words. Without a language, or with one that the list does not
/// know, all of the list's languages count.
pub fn found(list: &str, language: &str, text: &str) -> Option<&'static str> {
    found_in_plain(list, language, &plain(text))
}

/// The same, in a text that is plain already.
pub fn found_in_plain(list: &str, language: &str, text: &str) -> Option<&'static str> {
    if !MAY_HOLD.get(list)?.is_match(text) {
        return None;
    }
    let languages = PHRASES.get(list)?.as_object()?;
    let own = languages.get(primary(language));
    let phrases =
        own.into_iter().chain(languages.values().filter(|_| own.is_none())).filter_map(Value::as_array).flatten();
    phrases.filter_map(Value::as_str).find(|phrase| holds(text, phrase))
}

/// Whether the list has phrases of this language.
pub fn knows(list: &str, language: &str) -> bool {
    PHRASES.get(list).is_some_and(|languages| languages.get(primary(language)).is_some())
}

fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or_default()
}

/// Whether a phrase stands in a text, not as a part of longer words. `…` in a phrase stands for any words.
fn holds(text: &str, phrase: &str) -> bool {
    let mut rest = text;
    phrase.split('…').all(|piece| {
        let after = after_words(rest, piece.trim());
        rest = after.unwrap_or_default();
        after.is_some()
    })
}

fn after_words<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    text.match_indices(words).find_map(|(place, _)| {
        let (before, rest) = (text.get(..place)?, text.get(place + words.len()..)?);
        let is_whole = !before.ends_with(char::is_alphanumeric) && !rest.starts_with(char::is_alphanumeric);
        is_whole.then_some(rest)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn phrases_are_whole_words_in_their_order() {
        assert!(found("consent-by-use", "en", "By using our site, you agree to everything").is_some());
        assert!(found("consent-by-use", "en", "You agree by pressing a button; using it is free").is_none());
        assert!(holds("we use it", "use") && !holds("we reuse it", "use"));
    }

    #[test]
    fn what_the_kit_says_passes_every_list_but_that_of_withdrawal() {
        for (code, file) in assent_catalogue::languages() {
            let texts: Value = serde_json::from_str(file).unwrap();
            let lists = ["consent-by-use", "nudging", "vague"];
            for (key, text) in texts.as_object().unwrap().iter().filter_map(|(key, text)| Some((key, text.as_str()?))) {
                for list in lists {
                    assert_eq!(found(list, code, text), None, "{code}: {key}: {list}");
                }
            }
            let text = |key: &str| texts.get(key).and_then(Value::as_str).unwrap();
            assert!(found("button-more", code, text("button.reject")).is_none(), "{code}");
            for key in ["button.reject", "button.save", "button.close", "button.open"] {
                assert!(found("button-yes", code, text(key)).is_none(), "{code}: {key}");
            }
            assert!(!knows("withdrawal", code) || found("withdrawal", code, text("panel.text")).is_some(), "{code}");
        }
    }

    #[test]
    fn phrases_are_in_lower_case() {
        for phrase in PHRASES
            .as_object()
            .unwrap()
            .values()
            .flat_map(|list| list.as_object().unwrap().values())
            .flat_map(|all| all.as_array().unwrap())
        {
            let phrase = phrase.as_str().unwrap();
            assert_eq!(phrase, phrase.to_lowercase());
        }
    }
}
