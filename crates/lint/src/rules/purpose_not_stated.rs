//! The rule `purpose-not-stated`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.services.iter().filter(|service| service.said.get("purpose").is_none()) {
        let message = format!("nobody is told what \"{}\" is for", service.id);
        findings.add(&service.at("purpose"), message, "Write \"purpose\": a sentence, or the name of one.");
    }
}
