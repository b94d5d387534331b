//! The rule `near-duplicate-names`.

use crate::{Findings, Site};
use std::collections::HashMap;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let mut known: HashMap<String, String> = HashMap::new();
    let cards = site.cards.all().iter().flat_map(|(_, card)| card.list("items"));
    for name in cards.filter_map(|item| item.own_text("name")) {
        known.entry(name.to_lowercase()).or_insert(name);
    }
    for service in &site.services {
        for item in service.items().filter(|item| !item.name().is_empty() && site.source.has(&item.path)) {
            let name = known.entry(item.name().to_lowercase()).or_insert_with(|| item.name().to_owned());
            if name.as_str() != item.name() {
                let message = format!("{} and {name} differ only in upper and lower case", item.name());
                findings.add(&item.at("name"), message, "Look at the browser: one of the two is misspelt.");
            }
        }
    }
}
