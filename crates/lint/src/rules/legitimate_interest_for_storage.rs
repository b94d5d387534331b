//! The rule `legitimate-interest-for-storage`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.services.iter().filter(|service| service.is_based_on("legitimate-interests")) {
        // A necessary service may have legitimate interests in the processing, once the storing needs no consent.
        let is_exempt = matches!(service.storage_basis(), Some("transmission" | "requested"));
        if service.stores() && !(service.required && is_exempt) {
            let message = format!("\"{}\" stores or reads on legitimate interests", service.id);
            let help = "Write \"consent\", or show that it is strictly necessary: \"storage\": \"requested\" or \"transmission\".";
            findings.add(&service.at("basis.processing"), message, help);
        }
    }
}
