//! The rule `vendor-not-named`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.services.iter().filter(|service| service.said.get("vendor").is_none()) {
        let message = format!("nobody is told who runs \"{}\"", service.id);
        let help = "Write \"vendor\": {\"name\": …, \"country\": \"AT\", \"policy\": …}; your own name if it is yours.";
        findings.add(&service.at("vendor"), message, help);
    }
}
