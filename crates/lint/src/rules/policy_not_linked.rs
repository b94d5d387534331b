//! The rule `policy-not-linked`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    if site.config.policy.url.is_none() && !site.services.is_empty() {
        let help = "Write \"policy\": {\"url\": \"/privacy\"}.";
        findings.add("policy.url", "there is no link to the privacy policy", help);
    }
}
