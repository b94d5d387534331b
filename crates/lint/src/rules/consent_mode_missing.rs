//! The rule `consent-mode-missing`.

use crate::{Findings, Site};

const CARDS: &[&str] = &["google-ads", "google-campaign-manager", "google-tag-manager"];

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let told = site.written.part("signals").get("googleConsentMode").is_some();
    let google = site.services.iter().find(|service| service.card.as_deref().is_some_and(|card| CARDS.contains(&card)));
    if let Some(service) = google.filter(|_| !told) {
        let message = format!("\"{}\" is not told what the visitor chose", service.id);
        findings.add(&service.path, message, "Add \"signals\": {\"googleConsentMode\": true}.");
    }
}
