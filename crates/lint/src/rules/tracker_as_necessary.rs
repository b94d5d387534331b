//! The rule `tracker-as-necessary`.

use crate::{Findings, Site};
use assent_catalogue::TRACKERS;

/// The beginning of those of Matomo, which a site can keep for itself.
const OWN: &str = "_pk_";

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let asks_first = site.jurisdictions.has(&["EU", "UK", "CH", "CA-QC", "BR"]);
    for service in site.required() {
        for item in service.items() {
            let is_own = item.name().starts_with(OWN);
            if is_own && asks_first {
                let message = format!("{} measures the audience, and visitors cannot object", item.name());
                findings.add(&item.path(), message, help(site));
            } else if TRACKERS.iter().any(|start| item.name().starts_with(start)) {
                let message = format!("{} is a tracker, and nobody is asked for it", item.name());
                findings.add(&item.path(), message, "Put the service into a category that is asked.");
            }
        }
    }
}

fn help(site: &Site<'_>) -> &'static str {
    if site.jurisdictions.only(&["FR", "UK"]) {
        "Put it into a category that is asked; \"regions\": {\"FR\": {\"model\": \"opt-out\"}} lets it run until it is refused."
    } else {
        "Put the service into a category that is asked."
    }
}
