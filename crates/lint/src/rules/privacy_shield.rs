//! The rule `privacy-shield`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for sentence in &site.sentences {
        // The last is a misspelling that has been published.
        if ["privacy shield", "privacy-shield", "privacy sheld"].iter().any(|name| sentence.plain.contains(name)) {
            let help = "Name what the transfer rests on today: \"transfer\" in \"vendor\".";
            findings.add(&sentence.path, "the Privacy Shield was annulled in 2020", help);
        }
    }
}
