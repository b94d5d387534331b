//! The rule `nudging-text`.

use crate::{Findings, Site, words};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for sentence in &site.sentences {
        if let Some(phrase) = words::found_in_plain("nudging", &sentence.language, &sentence.plain) {
            let message = format!("\"{phrase}\" pushes towards one answer");
            findings.add(&sentence.path, message, "Say plainly what is asked, for whom, and what for.");
        }
    }
}
