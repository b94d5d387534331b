//! The rule `service-without-items`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.services.iter().filter(|service| service.reaches_others() && service.items().next().is_none()) {
        // An empty list is an answer, but not where the card knows better.
        let card = site.cards.card(service.card.as_deref().unwrap_or_default());
        let is_answered = card.list("items").is_empty() && service.said.get("items").is_some();
        if !is_answered {
            let message =
                format!("\"{}\" is loaded from elsewhere, and nothing of what it stores is declared", service.id);
            let help = "Look in the browser's developer tools after loading it, and write \"items\"; [] where it stores nothing.";
            findings.add(&service.path, message, help);
        }
    }
}
