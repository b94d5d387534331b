//! The rule `consent-by-use`.

use crate::{Findings, Site, words};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (path, language, text) in site.sentences() {
        if let Some(phrase) = words::found("consent-by-use", language, text) {
            let message = format!("\"{phrase}\" takes use for consent");
            findings.add(&path, message, "Say what is asked, and let Accept and Reject be the answer.");
        }
    }
}
