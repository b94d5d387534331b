//! The rule `policy-date-to-come`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    // Dates written alike are in the order of their texts.
    if let Some(date) = site.config.policy.effective_date.as_deref().filter(|&date| date > site.today) {
        let help = "Publish the config together with the policy, on that day.";
        findings.add("policy.effectiveDate", format!("the policy holds only from {date}"), help);
    }
}
