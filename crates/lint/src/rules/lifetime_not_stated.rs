//! The rule `lifetime-not-stated`.

use crate::{Findings, Severity, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        for item in service.items().filter(|item| item.kind() == "cookie" && item.days().is_none()) {
            let name = if item.name().is_empty() { "a cookie without a name" } else { item.name() };
            let message = format!("nobody is told how long {name} of \"{}\" is kept", service.id);
            let severity = if site.source.has(&item.path()) { Severity::Error } else { Severity::Warning };
            findings
                .add(&item.path(), message, "Write \"days\"; 0 means until the browser is closed.")
                .severity(severity);
        }
    }
}
