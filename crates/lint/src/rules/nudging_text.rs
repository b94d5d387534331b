//! The rule `nudging-text`.

use crate::{Findings, Site, words};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (path, language, text) in site.sentences() {
        if let Some(phrase) = words::found("nudging", language, text) {
            let message = format!("\"{phrase}\" pushes towards one answer");
            findings.add(&path, message, "Say plainly what is asked, for whom, and what for.");
        }
    }
}
