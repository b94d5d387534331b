//! The rule `host-prefix-with-domain`.

use crate::{Findings, Fix, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        for item in service.items().filter(|item| item.kind() == "cookie" && item.name().starts_with("__Host-")) {
            let key = match item.value.text("path") {
                _ if item.value.get("domains").is_some() => "domains",
                Some(path) if path != "/" => "path",
                _ => continue,
            };
            let path = item.at(key);
            let message =
                format!("{} can have no \"{key}\": browsers keep it for one host and its whole path", item.name());
            findings.add_at_key(&path, message, "Leave it out.").fix(Fix::Remove(path.clone()));
        }
    }
}
