//! The rule `privacy-shield`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (path, _, text) in site.sentences() {
        let plain = text.to_lowercase();
        if plain.contains("privacy shield") || plain.contains("privacy-shield") {
            let help = "Name what the transfer rests on today: \"transfer\" in \"vendor\".";
            findings.add(&path, "the Privacy Shield was annulled in 2020", help);
        }
    }
}
