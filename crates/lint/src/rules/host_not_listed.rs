//! The rule `host-not-listed`.

use crate::{Findings, Fix, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.services.iter().filter(|service| site.source.has(&service.at("hosts"))) {
        let Some(host) = service.script_host() else { continue };
        if !service.hosts().iter().any(|listed| listed.as_str() == host) {
            let message = format!("the script of \"{}\" comes from {host}, which is not listed", service.id);
            let path = service.at("hosts");
            let fix = Fix::Append(path.clone(), host.into());
            findings.add(&path, message, format!("Add \"{host}\" to \"hosts\".")).fix(fix);
        }
    }
}
