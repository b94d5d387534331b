//! The rule `fonts-without-consent`.

use crate::{Findings, Severity, Site};

const HOSTS: &[&str] = &[
    "fonts.googleapis.com",
    "fonts.gstatic.com",
    "use.typekit.net",
    "p.typekit.net",
    "fast.fonts.net",
    "use.fontawesome.com",
];

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let severity = if site.jurisdictions.has(&["DE"]) { Severity::Error } else { Severity::Warning };
    for service in site.required().filter(|service| service.is_on(HOSTS)) {
        let message = format!("\"{}\" sends every visitor's address to a font service", service.id);
        let help = "Serve the fonts from your own site, or put the service into a category that is asked.";
        findings.add(&service.at("hosts"), message, help).severity(severity);
    }
}
