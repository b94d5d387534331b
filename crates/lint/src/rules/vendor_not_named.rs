//! The rule `vendor-not-named`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let unnamed = site.services.iter().filter(|service| service.said.get("vendor").is_none());
    // What the site itself does for what was asked of it is its controller's, who is named already.
    for service in unnamed.filter(|service| service.asked || service.reaches_others()) {
        let message = format!("nobody is told who runs \"{}\"", service.id);
        let help = "Write \"vendor\": {\"name\": …, \"country\": \"AT\", \"policy\": …}; your own name if it is yours.";
        findings.add(&service.at("vendor"), message, help);
    }
}
