//! The rule `policy-date-not-stated`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    if site.config.policy.url.is_some() && site.config.policy.effective_date.is_none() {
        let help = "Add \"effectiveDate\": \"2026-05-01\", the day since when it holds.";
        findings.add("policy.effectiveDate", "nobody can tell since when the policy holds", help);
    }
}
