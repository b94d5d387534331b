//! The rule `card-used-twice`.

use crate::{Findings, Site};
use std::collections::HashSet;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let mut seen: HashSet<(&str, String)> = HashSet::new();
    for service in &site.services {
        let Some(card) = service.card.as_deref() else { continue };
        let loads = service.script().unwrap_or_default().to_owned();
        if !seen.insert((card, loads)) {
            let message = format!("the card \"{card}\" is used twice");
            findings.add(&service.path, message, "Make them one, or give each its own \"with\".");
        }
    }
}
