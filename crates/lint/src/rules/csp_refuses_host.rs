//! The rule `csp-refuses-host`.

use crate::{Findings, Site, csp::Csp};

const ANY: &[&str] = &[
    "script-src-elem",
    "frame-src",
    "img-src",
    "connect-src",
    "style-src-elem",
    "font-src",
    "media-src",
    "form-action",
];

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let Some(csp) = Csp::of(site) else { return };
    for service in &site.services {
        let script = service.script_host();
        if let Some(host) = script.filter(|host| !csp.allows("script-src-elem", host)) {
            let message = format!("the policy does not allow scripts from {host}, which \"{}\" needs", service.id);
            findings.add(&service.path, message, format!("Add https://{host} to script-src."));
        }
        for host in service.hosts() {
            if script != Some(&host) && !ANY.iter().any(|directive| csp.allows(directive, &host)) {
                let message = format!("no directive of the policy allows {host}, which \"{}\" names", service.id);
                let help = format!("Add https://{host} to the directives for what is loaded from there.");
                findings.add(&service.path, message, help);
            }
        }
    }
}
