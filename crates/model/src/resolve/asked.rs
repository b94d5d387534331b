//! The digest of what is asked for a category. Knows what must ask again and what must not.

use super::service::Resolved;
use crate::digest::digest;
use crate::value::Value;

/// The digest over a category's services with their purposes, vendors, bases and items. It does not depend on the
/// order of the config, on titles, texts or links: a cosmetic change must not ask again (EDPB Guidelines 03/2022,
/// 4.1.1, "continuous prompting").
pub(super) fn digest_of(category: &str, services: &[Resolved]) -> String {
    let lines = services.iter().filter(|service| service.category == category).map(line).collect();
    digest(&[category, &sorted(lines, "\n")].join("\n"))
}

fn line(service: &Resolved) -> String {
    let said = &service.said;
    let part = |key: &str, inner: &str| said.get(key).and_then(|part| part.text(inner)).unwrap_or_default().to_owned();
    let purpose = said.own_text("purpose").unwrap_or_default();
    let basis = said.get("basis").unwrap_or(&Value::Null);
    let processing = sorted(basis.texts("processing"), " ");
    let items = sorted(said.list("items").iter().map(item).collect(), "\t");
    let vendor = [part("vendor", "name"), part("vendor", "country")];
    let [name, country] = vendor;
    [service.id.clone(), purpose, name, country, part("basis", "storage"), processing, items].join("\t")
}

fn item(item: &Value) -> String {
    let text = |key: &str| item.text(key).unwrap_or_default();
    let days = item.whole("days").map(|days| days.to_string()).unwrap_or_default();
    [text("type"), text("name"), &days, text("purpose"), &sorted(item.texts("domains"), " ")].join("\u{1f}")
}

fn sorted(mut words: Vec<String>, separator: &str) -> String {
    words.sort_unstable();
    words.join(separator)
}
