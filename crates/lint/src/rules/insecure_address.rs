//! The rule `insecure-address`.

use crate::{Findings, Site, csp::host_of};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        let address = service.script().unwrap_or_default();
        if address.starts_with("http://") && host_of(address).is_some_and(|host| host != "localhost") {
            let message = format!("the script of \"{}\" is loaded without encryption", service.id);
            findings.add(&service.path, message, "Write https://.");
        }
    }
}
