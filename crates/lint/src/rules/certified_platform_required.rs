//! The rule `certified-platform-required`.

use crate::{Findings, Site};

const CARDS: &[&str] = &["google-adsense", "google-ad-manager"];
const HOSTS: &[&str] = &["pagead2.googlesyndication.com", "securepubads.g.doubleclick.net"];

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        // Google Ads uses one of the hosts too, for the advertiser's own campaigns.
        if service.card.as_deref().map_or_else(|| service.is_on(HOSTS), |card| CARDS.contains(&card)) {
            let message = format!("\"{}\" needs a consent platform that Google has certified", service.id);
            let help = "Use such a platform for these advertisements, or show others.";
            findings.add(&service.path, message, help);
        }
    }
}
