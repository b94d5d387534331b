//! The rule `unnamed-item`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        for item in service.items().filter(|item| item.value.is_true("unnamed") && site.source.has(&item.path())) {
            let message = format!("an item of \"{}\" without a name cannot be deleted or verified", service.id);
            findings.add(
                &item.path(),
                message,
                "Find its name in the browser's developer tools; write its fixed part with \"*\".",
            );
        }
    }
}
