//! The rule `storage-without-basis`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let without = site.services.iter().filter(|service| service.storage_basis().is_none());
    for service in without.filter(|service| service.stores()) {
        let message = format!("\"{}\" does not say on what its storing and reading rests", service.id);
        let help = "Write \"basis\": {\"storage\": \"consent\"}; \"requested\" or \"transmission\" for what is strictly necessary.";
        findings.add(&service.at("basis"), message, help);
    }
}
