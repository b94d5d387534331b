//! The rule `asked-without-need`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.optional() {
        if let Some(basis @ ("requested" | "transmission")) = service.storage_basis() {
            let message = format!("\"{}\" is asked for, but its storing is said to be strictly necessary", service.id);
            let help = format!("Write \"consent\" in place of \"{basis}\", or put it into a required category.");
            findings.add(&service.at("basis.storage"), message, help);
        }
    }
}
