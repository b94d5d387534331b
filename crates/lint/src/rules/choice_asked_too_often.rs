//! The rule `choice-asked-too-often`.

use crate::{Findings, Fix, Severity, Site};

const SHORTEST: u32 = 180;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    if !site.jurisdictions.has(&["IT", "FR"]) {
        return;
    }
    let severity = if site.jurisdictions.has(&["IT"]) { Severity::Error } else { Severity::Warning };
    for (path, days) in site.choice_days().into_iter().filter(|(_, days)| *days < SHORTEST) {
        let message = format!("visitors are asked again after {days} days");
        let fix = Fix::Set(path.clone(), SHORTEST.into());
        findings.add(&path, message, "Write 180, or more.").severity(severity).fix(fix);
    }
}
