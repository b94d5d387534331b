//! The rule `near-duplicate-names`.

use crate::{Findings, Item, Site};
use std::collections::{HashMap, HashSet};

/// Names that lists of cookies spell in two ways, so that one of them is wrong.
const VARIANTS: &[(&str, &str)] = &[("zabUserId", "zabUserID"), ("zabVisitId", "zabVisitID")];

/// Names shorter than this are shared by too many services to say anything.
const SHORTEST: usize = 6;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let written = || {
        let items = site.services.iter().flat_map(|service| service.items());
        items.filter(|item| item.value.get("name").is_some() && site.source.has(&item.path()))
    };
    let declared: HashSet<&str> = written().map(|item| item.name()).collect();
    let catalogue = catalogue(site);
    let mut own: HashMap<String, &str> = HashMap::new();
    for item in written() {
        let name = item.name();
        if let Some(other) = variant(name) {
            // Whoever declares both has both deleted.
            if !declared.contains(other) {
                tell(
                    &item,
                    name,
                    other,
                    "Look at the browser, or declare both: lists of cookies have either.",
                    findings,
                );
            }
            continue;
        }
        let first = *own.entry(name.to_lowercase()).or_insert(name);
        let known = catalogue.get(&name.to_lowercase()).filter(|known| !known.contains(&name));
        let other = if first == name { known.and_then(|known| known.first().copied()) } else { Some(first) };
        if let Some(other) = other {
            tell(&item, name, other, "Look at the browser: one of the two is misspelt.", findings);
        }
    }
}

fn tell(item: &Item<'_>, name: &str, other: &str, help: &str, findings: &mut Findings<'_>) {
    let message = format!("{name} and {other} differ only in upper and lower case");
    findings.add(&item.at("name"), message, help);
}

/// The names of the catalogue that can be told apart from others, under their lower case.
fn catalogue<'s>(site: &'s Site<'_>) -> HashMap<String, Vec<&'s str>> {
    let mut names: HashMap<String, Vec<&str>> = HashMap::new();
    let items = site.cards.all().iter().flat_map(|(_, card)| card.list("items"));
    for name in items.filter_map(|item| item.text("name")).filter(|name| name.len() >= SHORTEST) {
        names.entry(name.to_lowercase()).or_default().push(name);
    }
    names
}

/// The other spelling of a name that has two.
fn variant(name: &str) -> Option<&'static str> {
    let other = |(one, other): &(&'static str, &'static str)| match name {
        _ if *one == name => Some(*other),
        _ if *other == name => Some(*one),
        _ => None,
    };
    VARIANTS.iter().find_map(other)
}
