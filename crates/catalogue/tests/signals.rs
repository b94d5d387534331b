//! What cards say to vendors: steps that the gate can carry out, consent in both directions, and nothing too early.
//! Reads the cards' JSON and knows neither the model nor the gate. Each message names the file and the cure.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

use serde_json::Value;
use std::fs;
use std::path::Path;

const STOCK: [&str; 4] = ["necessary", "functional", "analytics", "marketing"];

/// Functions that may be there before the vendor's own snippet runs. Most snippets stop when they find their function
/// (`if(f.fbq)return`), and would then never load the vendor's script; these take over what they find.
const SNIPPET_TAKES_OVER: &[(&str, &str)] =
    &[("clarity", "https://learn.microsoft.com/en-us/clarity/setup-and-installation/clarity-setup")];

/// Vendors with a consent call, and the word that must be first in what the gate says on each page.
const CONSENT_FIRST: &[(&str, &str)] = &[
    ("matomo", "requireConsent"),
    ("meta-pixel", "revoke"),
    ("microsoft-clarity", "denied"),
    ("microsoft-uet", "denied"),
    ("tiktok-pixel", "holdConsent"),
];

struct Card {
    file: String,
    text: String,
    json: Value,
}

fn cards() -> Vec<Card> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("services");
    let mut all: Vec<Card> = fs::read_dir(&folder).unwrap().map(|entry| card(&entry.unwrap().path())).collect();
    all.sort_by(|a, b| a.file.cmp(&b.file));
    all
}

fn card(path: &Path) -> Card {
    let text = fs::read_to_string(path).unwrap();
    let json = serde_json::from_str(&text).unwrap();
    Card { file: format!("services/{}", path.file_name().unwrap().to_str().unwrap()), text, json }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

impl Card {
    fn id(&self) -> &str {
        self.json["id"].as_str().unwrap()
    }

    fn signals(&self, when: &str) -> &[Value] {
        list(&self.json["signals"][when])
    }

    fn every_step(&self) -> impl Iterator<Item = &Value> {
        let signals = ["before", "granted", "denied"].map(|when| self.signals(when));
        signals.into_iter().flatten().chain(list(&self.json["script"]["steps"]))
    }

    /// What the vendor's script finds in its queue where the gate loads it: the gate says "before" and "granted"
    /// first, and calls in them do nothing while nothing is there.
    fn heard_by_a_loaded_script(&self) -> Vec<String> {
        let there: Vec<String> = self.signals("before").iter().filter_map(queued).collect();
        let is_there =
            |step: &&Value| verb(step).0 != "call" || there.iter().any(|name| name == first_name(verb(step).1));
        let signals = self.signals("before").iter().chain(self.signals("granted")).filter(is_there);
        let words =
            signals.chain(list(&self.json["script"]["steps"])).filter(|step| ["push", "call"].contains(&verb(step).0));
        words.map(ToString::to_string).collect()
    }

    /// A text with the parameters' examples filled in.
    fn filled(&self, text: &str) -> String {
        let parameters = self.json["parameters"].as_object().into_iter().flatten();
        parameters.fold(text.to_owned(), |filled, (name, parameter)| {
            filled.replace(&format!("{{{name}}}"), parameter["example"].as_str().unwrap())
        })
    }
}

/// The word that says what a step does, and its path.
fn verb(step: &Value) -> (&str, &str) {
    let verbs = ["queue", "push", "set", "call"].into_iter().filter_map(|verb| Some((verb, step[verb].as_str()?)));
    let verbs: Vec<_> = verbs.collect();
    assert_eq!(verbs.len(), 1, "{step}: say exactly one of queue, push, set and call, with a path.");
    verbs[0]
}

fn first_name(path: &str) -> &str {
    path.split('.').next().unwrap()
}

#[test]
fn a_step_says_one_thing_and_says_it_whole() {
    for card in cards() {
        for step in card.every_step() {
            let has = |name: &str| step.get(name).is_some();
            let is_whole = match verb(step).0 {
                "queue" => !has("arguments") && (!has("value") || step["value"].is_string()),
                "push" => has("value") != (has("arguments") && step["arguments"].is_array()),
                "set" => has("value") && !has("arguments"),
                _ => step["arguments"].is_array() && !has("value"),
            };
            let cure = "A queue may have a value; a push needs a value or arguments, a set a value, a call arguments.";
            assert!(is_whole, "{}: {step}. {cure}", card.file);
        }
    }
}

#[test]
fn paths_are_safe_once_parameters_are_filled_in() {
    for card in cards() {
        for path in card.every_step().map(|step| card.filled(verb(step).1)) {
            for name in path.split('.') {
                let allowed = |c: char| c.is_ascii_alphanumeric() || "_$-".contains(c);
                let is_safe = !name.is_empty()
                    && name.chars().all(allowed)
                    && !["__proto__", "prototype", "constructor"].contains(&name);
                assert!(is_safe, "{}: the path \"{path}\" may not have the name \"{name}\".", card.file);
            }
        }
    }
}

#[test]
fn words_with_a_dollar_are_the_time_or_a_grant() {
    for card in cards() {
        // A path may begin with a dollar too: only what is said counts.
        let said: Vec<_> = card.every_step().flat_map(|step| [&step["value"], &step["arguments"]]).collect();
        let json = serde_json::to_string(&said).unwrap();
        for word in json.split("\"$").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let granted = word.strip_prefix("granted:");
            let is_known = word == "now" || granted.is_some_and(|id| id == card.id() || STOCK.contains(&id));
            let cure = "There is \"$now\", and \"$granted:\" with the card's own id or a stock category.";
            assert!(is_known, "{}: \"${word}\" means nothing. {cure}", card.file);
        }
    }
}

#[test]
fn what_the_gate_loads_is_in_the_hosts() {
    for card in cards() {
        let Some(src) = card.json["script"]["src"].as_str() else { continue };
        let Some(rest) = src.strip_prefix("https://") else {
            assert!(src.starts_with('{'), "{}: \"src\" begins with https:// or with a parameter.", card.file);
            continue;
        };
        let host = rest.split('/').next().unwrap();
        let is_listed = list(&card.json["hosts"]).iter().any(|known| known == host);
        assert!(is_listed, "{}: add \"{host}\" to \"hosts\", since \"src\" is there.", card.file);
    }
}

/// A vendor that is told only of a grant is never told of a withdrawal, and the other way round.
#[test]
fn whoever_hears_of_a_grant_hears_of_a_refusal() {
    for card in cards().iter().filter(|card| card.json.get("signals").is_some()) {
        for when in ["granted", "denied"] {
            assert!(!card.signals(when).is_empty(), "{}: add \"{when}\" to \"signals\".", card.file);
        }
        assert_ne!(card.signals("granted"), card.signals("denied"), "{}: both say the same.", card.file);
    }
    for (id, _) in CONSENT_FIRST {
        let file = format!("services/{id}.json");
        let has_signals = cards().iter().any(|card| card.file == file && card.json.get("signals").is_some());
        assert!(has_signals, "{file}: its vendor has a consent call. Add \"signals\", or take it off CONSENT_FIRST.");
    }
}

/// Google's tags hear Consent Mode, of which docs/signals.md tells; a queue of their own has no word for consent.
#[test]
fn what_googles_tags_load_heeds_consent_mode() {
    for card in cards() {
        let script = &card.json["script"];
        let is_tag = script["src"].as_str().is_some_and(|src| src.starts_with("https://www.googletagmanager.com/"));
        let says = script["consentMode"] == Value::Bool(true);
        assert_eq!(is_tag, says, "{}: \"consentMode\" is for what www.googletagmanager.com serves.", card.file);
    }
}

/// See `SNIPPET_TAKES_OVER`: what the gate does on every page must leave the vendor's own snippet working.
#[test]
fn signals_define_no_function_that_stops_a_snippet() {
    for card in cards() {
        let scripts = ["before", "granted", "denied"].map(|when| card.signals(when));
        for step in scripts.into_iter().flatten().filter(|step| verb(step).0 == "queue" && step.get("value").is_some())
        {
            let path = verb(step).1;
            let takes_over = SNIPPET_TAKES_OVER.iter().any(|(known, _)| *known == path);
            let cure = "Define it in \"script.steps\", which run only where the gate loads the script.";
            assert!(takes_over, "{}: a snippet may stop when it finds \"{path}\". {cure}", card.file);
        }
    }
}

/// A call does nothing while nothing is there, so a step before it must have put something there.
#[test]
fn no_call_goes_into_the_void() {
    for card in cards() {
        let mut there = Vec::new();
        for step in card.signals("before").iter().chain(list(&card.json["script"]["steps"])) {
            there.extend(queued(step));
            let (word, path) = verb(step);
            let is_heard = word != "call" || there.iter().any(|name| name == first_name(path));
            assert!(is_heard, "{}: nothing is at \"{path}\" yet. Begin with a \"queue\" step.", card.file);
        }
    }
}

fn queued(step: &Value) -> Option<String> {
    let (word, path) = verb(step);
    (word == "queue").then(|| path.to_owned())
}

/// A vendor that hears of consent after its first command may have acted already.
#[test]
fn consent_is_the_first_word_and_a_grant_the_last_word_about_it() {
    for (id, word) in CONSENT_FIRST {
        let card = cards().into_iter().find(|card| card.id() == *id).unwrap();
        let said = card.heard_by_a_loaded_script();
        assert!(said[0].contains(word), "{}: say \"{word}\" before anything else, not {}.", card.file, said[0]);
        let last = said.iter().rev().find(|step| step.to_lowercase().contains("consent")).unwrap();
        let is_grant = ["\"granted\"", "\"grant\"", "grantConsent", "setConsentGiven"];
        let is_grant = is_grant.iter().any(|word| last.contains(word));
        assert!(is_grant, "{}: what the gate loads is granted, but the last word on it is {last}.", card.file);
    }
}

/// Both keep the choice in a cookie for 30 years, past every record: https://matomo.org/faq/general/faq_146/
#[test]
fn no_vendor_is_asked_to_remember_the_choice() {
    for card in cards() {
        for step in card.every_step() {
            for word in ["rememberConsentGiven", "rememberCookieConsentGiven", "forgetConsentGiven", "optUserOut"] {
                let says = step.to_string().contains(word);
                assert!(!says, "{}: leave out {word}; the record holds the choice, and no other place.", card.file);
            }
        }
        assert!(!card.text.contains("rememberConsentGiven"), "{}: leave out rememberConsentGiven.", card.file);
    }
}
