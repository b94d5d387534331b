//! An entry of the config becomes a whole service: card and author's words joined, parameters filled in.

use crate::config::{Config, Entry};
use crate::fault::{Faults, did_you_mean, listed};
use crate::read::is_link;
use crate::service::{Basis, Card, Cards, Item, Parameter, Script, Service, Vendor};
use crate::value::Value;

/// A service with nothing left open.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// Where its entry stands in the config.
    pub path: String,
    /// Its id.
    pub id: String,
    /// The id of its category.
    pub category: String,
    /// Its name for people.
    pub title: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// Why the site cannot do without it.
    pub reason: Option<String>,
    /// On what its use rests.
    pub basis: Option<Basis>,
    /// What it stores.
    pub items: Vec<Item>,
    /// Who runs it.
    pub vendor: Option<Vendor>,
    /// The hosts it is loaded from.
    pub hosts: Vec<String>,
    /// What the gate loads, every parameter filled in.
    pub script: Option<Script>,
}

/// Every entry of the config as a whole service; those with faults are left out.
pub(crate) fn resolve(config: &Config, cards: &Cards, faults: &Faults) -> Vec<Resolved> {
    config.services.iter().filter_map(|entry| one(entry, cards, faults)).collect()
}

fn one(entry: &Entry, cards: &Cards, faults: &Faults) -> Option<Resolved> {
    let use_path = [&entry.path, ".use"].concat();
    let card = match &entry.card {
        Some(id) => Some(cards.find(id, &use_path, faults)?),
        None => None,
    };
    let script = script(entry, card.as_ref(), faults);
    let service = entry.service.clone().or(card.map(|card| card.service).unwrap_or_default());
    let category = needed(entry, "category", service.category.clone(), faults);
    let title = needed(entry, "title", service.title.clone(), faults);
    let Service { purpose, reason, basis, items, vendor, hosts, .. } = service;
    Some(Resolved {
        path: entry.path.clone(),
        id: entry.id.clone().or_else(|| entry.card.clone())?,
        category: category?,
        title: title?,
        purpose,
        reason,
        basis,
        items: items.unwrap_or_default(),
        vendor,
        hosts: hosts.unwrap_or_default(),
        script,
    })
}

/// What a service must have, from the card or from the author.
fn needed(entry: &Entry, key: &str, value: Option<String>, faults: &Faults) -> Option<String> {
    if value.is_none() {
        let message = ["this service has no \"", key, "\""].concat();
        faults.add("missing-key", &entry.path, message, ["Add \"", key, "\"."].concat());
    }
    value
}

/// The script that the gate loads: the author's own, or the card's once the author gives its parameters.
fn script(entry: &Entry, card: Option<&Card>, faults: &Faults) -> Option<Script> {
    let path = [&entry.path, ".with"].concat();
    let script = match (&entry.with, &entry.service.script, card.and_then(|card| card.service.script.as_ref())) {
        (None, own, _) => own.clone()?,
        (Some(_), Some(own), _) => own.clone(),
        (Some(_), None, Some(script)) => script.clone(),
        (Some(_), None, None) => {
            let help = "Leave out \"with\", and hold the service's own tag in the page.".into();
            faults.add("no-script", &path, "there is no script to load for this service".into(), help);
            return None;
        }
    };
    let with = entry.with.as_deref().unwrap_or_default();
    if let Some(card) = card.filter(|_| entry.with.is_some()) {
        check_parameters(card, with, &path, faults)?;
    }
    let filled = Script {
        src: script.src.map(|src| fill(&src, with)),
        steps: script.steps.iter().map(|step| fill_value(step, with)).collect(),
    };
    check_address(&filled, &entry.path, faults);
    Some(filled)
}

/// Nothing if a parameter is missing or cannot be: then there is no address to be checked.
fn check_parameters(card: &Card, with: &[(String, String)], path: &str, faults: &Faults) -> Option<()> {
    let mut complete = Some(());
    let known = || card.parameters.iter().map(|(name, _)| name.as_str());
    for (name, _) in with.iter().filter(|(name, _)| !known().any(|known| known == name)) {
        let help = [did_you_mean(name, known()), "Known here: ".into(), listed(known()), ".".into()].concat();
        let message = ["\"", name, "\" is not a parameter of this card"].concat();
        faults.add("unknown-parameter", &[path, ".", name].concat(), message, help);
    }
    for (name, kind) in &card.parameters {
        match with.iter().find(|(given, _)| given == name) {
            None => {
                let message = ["the parameter \"", name, "\" is missing"].concat();
                faults.add("missing-parameter", path, message, ["Add \"", name, "\" to \"with\"."].concat());
                complete = None;
            }
            Some((_, value)) if *kind == Parameter::Url && !is_address(value) => {
                let message = ["\"", value, "\" is not an address"].concat();
                let help = "Write one that begins with https:// or with /.".into();
                faults.add("malformed-address", &[path, ".", name].concat(), message, help);
                complete = None;
            }
            Some(_) => {}
        }
    }
    complete
}

fn check_address(script: &Script, path: &str, faults: &Faults) {
    if let Some(src) = script.src.as_ref().filter(|src| !is_address(src)) {
        let message = ["\"", src, "\" is not the address of a script"].concat();
        let help = "Write one that begins with https:// or with /.".into();
        faults.add("malformed-address", &[path, ".script.src"].concat(), message, help);
    }
}

fn is_address(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    is_link(address) && ["https://", "http://", "/"].iter().any(|start| lower.starts_with(start))
}

fn fill(text: &str, with: &[(String, String)]) -> String {
    with.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&["{", name, "}"].concat(), value))
}

fn fill_value(value: &Value, with: &[(String, String)]) -> Value {
    match value {
        Value::Text(text) => Value::Text(fill(text, with)),
        Value::List(items) => Value::List(items.iter().map(|item| fill_value(item, with)).collect()),
        Value::Object(entries) => {
            Value::Object(entries.iter().map(|(key, value)| (key.clone(), fill_value(value, with))).collect())
        }
        other => other.clone(),
    }
}
