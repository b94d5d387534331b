//! The rule `necessary-on-consent`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.required() {
        let processing = service.processing_bases().iter().any(|basis| basis == "consent");
        if service.storage_basis() == Some("consent") || processing {
            let message = format!("\"{}\" rests on consent, and nobody is asked for it", service.id);
            let help = "Put it into a category that is asked, or name what it really rests on.";
            findings.add(&service.at("basis"), message, help);
        }
    }
}
