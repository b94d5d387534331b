//! The rule `controller-without-contact`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    if site.config.controller.as_ref().is_some_and(|controller| controller.contact.is_none()) {
        let help = "Add \"contact\": a link, such as \"mailto:privacy@example.com\".";
        findings.add("controller.contact", "visitors are not told how to reach who is responsible", help);
    }
}
