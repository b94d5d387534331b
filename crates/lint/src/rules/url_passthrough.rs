//! The rule `url-passthrough`.

use crate::{Findings, Fix, Site};

const PATH: &str = "signals.googleConsentMode.urlPassthrough";

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let google = site.written.part("signals").part("googleConsentMode");
    if google.is_true("urlPassthrough") {
        let message = "links carry identifiers for those who refused cookies";
        findings.add(PATH, message, "Leave it out.").fix(Fix::Remove(PATH.to_owned()));
    }
}
