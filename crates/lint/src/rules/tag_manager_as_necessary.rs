//! The rule `tag-manager-as-necessary`.

use crate::{Findings, Site};

const HOSTS: &[&str] = &["googletagmanager.com", "tags.tiqcdn.com", "assets.adobedtm.com", "cdn.matomo.cloud"];

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.required() {
        if service.card.as_deref() == Some("google-tag-manager") || service.is_on(HOSTS) {
            let message = format!("\"{}\" loads further services, and nobody is asked for it", service.id);
            let help = "Put it into the category of the most far-reaching service that it loads.";
            findings.add(&service.at("category"), message, help);
        }
    }
}
