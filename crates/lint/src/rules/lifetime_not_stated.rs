//! The rule `lifetime-not-stated`.

use crate::rules::Rule;
use crate::{Findings, Severity, Site};

pub(super) static RULE: Rule = Rule {
    code: "lifetime-not-stated",
    severity: Severity::Error,
    page: include_str!("lifetime_not_stated.md"),
    check,
};

fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        for item in service.items().filter(|item| item.kind() == "cookie" && item.days().is_none()) {
            let name = if item.name().is_empty() { "a cookie without a name" } else { item.name() };
            let message = format!("nobody is told how long {name} of \"{}\" is kept", service.id);
            findings.add(&item.path, message, "Write \"days\"; 0 means until the browser is closed.");
        }
    }
}
