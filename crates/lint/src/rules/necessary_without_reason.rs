//! The rule `necessary-without-reason`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.required().filter(|service| service.stores() && service.said.get("reason").is_none()) {
        let message = format!("nothing says why the site cannot do without \"{}\"", service.id);
        findings.add(
            &service.at("reason"),
            message,
            "Write \"reason\": \"keeps the basket\", or the name of such a text.",
        );
    }
}
