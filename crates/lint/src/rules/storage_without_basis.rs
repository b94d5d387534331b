//! The rule `storage-without-basis`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.services.iter().filter(|service| service.storage_basis().is_none()) {
        let stores = service.items().next().is_some() || !service.hosts().is_empty() || service.made.get("script").is_some();
        if stores {
            let message = format!("\"{}\" does not say on what its storing and reading rests", service.id);
            let help = "Write \"basis\": {\"storage\": \"consent\"}; \"requested\" or \"transmission\" for what is strictly necessary.";
            findings.add(&service.at("basis"), message, help);
        }
    }
}
