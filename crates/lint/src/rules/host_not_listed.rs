//! The rule `host-not-listed`.

use crate::{Findings, Site, csp::host_of};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.services.iter().filter(|service| site.source.has(&service.at("hosts"))) {
        let Some(host) = service.made.part("script").text("src").and_then(host_of) else { continue };
        if !service.hosts().iter().any(|listed| listed.as_str() == host) {
            let message = format!("the script of \"{}\" comes from {host}, which is not listed", service.id);
            findings.add(&service.at("hosts"), message, format!("Add \"{host}\" to \"hosts\"."));
        }
    }
}
