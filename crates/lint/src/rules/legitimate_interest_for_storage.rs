//! The rule `legitimate-interest-for-storage`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        let interests = service.processing_bases().iter().any(|basis| basis == "legitimate-interests");
        // A necessary service may have legitimate interests in the processing, once the storing needs no consent.
        let exempt = matches!(service.storage_basis(), Some("transmission" | "requested"));
        if interests && !(service.required && exempt) {
            let message = format!("\"{}\" stores or reads on legitimate interests", service.id);
            let help = "Write \"consent\", or show that it is strictly necessary: \"storage\": \"requested\" or \"transmission\".";
            findings.add(&service.at("basis.processing"), message, help);
        }
    }
}
