//! The rule `certified-platform-required`.

use crate::{Findings, Site};

const CARDS: &[&str] = &["google-adsense", "google-ad-manager"];
const HOSTS: &[&str] = &["pagead2.googlesyndication.com", "securepubads.g.doubleclick.net"];

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    if !site.jurisdictions.e_privacy() {
        return;
    }
    for service in &site.services {
        if service.card.as_deref().is_some_and(|card| CARDS.contains(&card)) || service.is_on(HOSTS) {
            let message = format!("\"{}\" needs a consent platform that Google has certified", service.id);
            let help = "Use such a platform for these advertisements, or show others.";
            findings.add(&service.path, message, help);
        }
    }
}
