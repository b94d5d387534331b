//! The rule `service-without-items`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        let loads = !service.hosts().is_empty() || service.made.get("script").is_some();
        let told =
            service.items().next().is_some() || (service.card.is_some() && !site.source.has(&service.at("items")));
        if loads && !told {
            let message =
                format!("\"{}\" is loaded from elsewhere, and nothing of what it stores is declared", service.id);
            let help = "Look in the browser's developer tools after loading it, and write \"items\".";
            findings.add(&service.path, message, help);
        }
    }
}
