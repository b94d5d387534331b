//! The rule `advanced-consent-mode`.

use crate::{Findings, Fix, Site};

const PATH: &str = "signals.googleConsentMode.advanced";

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let google = site.written.part("signals").part("googleConsentMode");
    if google.is_true("advanced") {
        let message = "Google's tags are loaded, and send requests, before the visitor has chosen";
        let help = "Leave out \"advanced\": then nothing is loaded until it is granted.";
        findings.add(PATH, message, help).fix(Fix::Remove(PATH.to_owned()));
    }
}
