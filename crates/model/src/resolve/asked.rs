//! What is asked for a category, as one text. Knows what must ask again and what must not.

use super::service::Resolved;
use crate::digest::digest;
use crate::value::{Value, joined};

/// A digest of all that is asked for a category, then a word for each of its services in the order of their ids. The
/// digest alone tells whether the question is still the same; the words tell what has changed (`crate::changes`).
///
/// It does not depend on the order of the config, on titles, texts or links: a cosmetic change must not ask again
/// (EDPB Guidelines 03/2022, 4.1.1, "continuous prompting").
pub(super) fn asked(category: &str, services: &[Resolved]) -> String {
    let services: Vec<Parts> = services.iter().filter(|service| service.category == category).map(Parts::of).collect();
    let lines = services.iter().map(Parts::line).collect();
    let words = services.iter().map(Parts::word).collect();
    [digest(&[category, &sorted(lines, "\n")].join("\n")), sorted(words, " ")].join(" ")
}

/// The parts of a service that a visitor agrees to.
struct Parts {
    id: String,
    purpose: String,
    vendor: String,
    basis: String,
    items: Vec<String>,
}

impl Parts {
    fn of(service: &Resolved) -> Parts {
        let said = &service.said;
        let part = |key: &str, inner: &str| said.get(key).and_then(|part| part.text(inner)).unwrap_or_default();
        let processing = said.part("basis").texts("processing");
        Parts {
            id: service.id.clone(),
            purpose: said.own_text("purpose").unwrap_or_default(),
            vendor: [part("vendor", "name"), part("vendor", "country")].join("\t"),
            basis: [part("basis", "storage"), &sorted(processing, " ")].join("\t"),
            items: said.list("items").iter().map(item).collect(),
        }
    }

    fn line(&self) -> String {
        let items = sorted(self.items.clone(), "\t");
        [self.id.as_str(), &self.purpose, &self.vendor, &self.basis, &items].join("\t")
    }

    /// `<id>:<purpose><vendor><basis>`, and behind another colon the items: four digits each.
    fn word(&self) -> String {
        let parts = [&self.purpose, &self.vendor, &self.basis].map(|part| short(part)).concat();
        let items = sorted(self.items.iter().map(|item| short(item)).collect(), "");
        let colon = if items.is_empty() { "" } else { ":" };
        [&self.id, ":", &parts, colon, &items].concat()
    }
}

/// The last digits of a digest, which depend on every letter as the first do not. They are few, since they stand in
/// every record: two texts that share them are told apart by the whole digest, only without saying by what.
fn short(text: &str) -> String {
    digest(text).split_off(12)
}

fn item(item: &Value) -> String {
    let text = |key: &str| item.text(key).unwrap_or_default();
    let days = item.whole("days").map(|days| days.to_string()).unwrap_or_default();
    [text("type"), text("name"), &days, text("purpose"), &sorted(item.texts("domains"), " ")].join("\u{1f}")
}

/// The words in their order. They are few, and a sort for many takes several times the Wasm.
fn sorted(words: Vec<String>, separator: &str) -> String {
    let mut sorted: Vec<String> = Vec::new();
    for word in words {
        let place = sorted.iter().position(|other| *other > word).unwrap_or(sorted.len());
        sorted.insert(place, word);
    }
    joined(&sorted, separator)
}
