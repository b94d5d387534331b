//! The rule `consent-by-use`.

use crate::{Findings, Site, words};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for sentence in &site.sentences {
        if let Some(phrase) = words::found_in_plain("consent-by-use", &sentence.language, &sentence.plain) {
            let message = format!("\"{phrase}\" takes use for consent");
            findings.add(&sentence.path, message, "Say what is asked, and let Accept and Reject be the answer.");
        }
    }
}
