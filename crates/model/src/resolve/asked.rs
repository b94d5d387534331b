//! The digest of what is asked for a category. Knows what must ask again and what must not.

use crate::digest::digest;
use crate::resolve::Resolved;
use crate::service::Item;

/// The digest over a category's services with their purposes, vendors and items. It does not depend on the order
/// of the config, on titles, texts or links: a cosmetic change must not ask again (EDPB Guidelines 03/2022, 4.1.1,
/// "continuous prompting").
pub(crate) fn digest_of(category: &str, services: &[Resolved]) -> String {
    let mut lines: Vec<String> = services.iter().filter(|service| service.category == category).map(line).collect();
    lines.sort_unstable();
    digest(&[category, &lines.join("\n")].join("\n"))
}

fn line(service: &Resolved) -> String {
    let vendor = service.vendor.as_ref();
    let mut items: Vec<String> = service.items.iter().map(item).collect();
    items.sort_unstable();
    let purpose = service.purpose.clone().unwrap_or_default();
    let name = vendor.map(|vendor| vendor.name.clone()).unwrap_or_default();
    let country = vendor.and_then(|vendor| vendor.country.clone()).unwrap_or_default();
    [service.id.clone(), purpose, name, country].into_iter().chain(items).collect::<Vec<_>>().join("\t")
}

fn item(item: &Item) -> String {
    let mut domains = item.domains.clone();
    domains.sort_unstable();
    let name = item.name.clone().unwrap_or_default();
    let days = item.days.map(|days| days.to_string()).unwrap_or_default();
    [item.kind.to_owned(), name, days, item.purpose.clone().unwrap_or_default(), domains.join(" ")].join("\u{1f}")
}
