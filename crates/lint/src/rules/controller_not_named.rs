//! The rule `controller-not-named`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    if site.asks() && site.config.controller.is_none() {
        let help = "Write \"controller\": {\"name\": \"Example GmbH\", \"contact\": \"mailto:privacy@example.com\"}.";
        findings.add("controller", "nobody is named as responsible for the site", help);
    }
}
