//! The rule `imprint-not-linked`.

use crate::{Findings, Severity, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    if site.asks() && site.config.policy.imprint.is_none() {
        let must = site.jurisdictions.has(&["DE", "AT"]);
        let severity = if must { Severity::Error } else { Severity::Warning };
        let help = "Write \"imprint\": \"/imprint\" in \"policy\".";
        findings.add("policy.imprint", "there is no link to the legal notice", help).severity(severity);
    }
}
