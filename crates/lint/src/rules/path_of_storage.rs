//! The rule `path-of-storage`.

use crate::{Findings, Fix, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        for item in service.items().filter(|item| item.kind() != "cookie") {
            for key in ["path", "partitioned"].into_iter().filter(|key| item.value.get(key).is_some()) {
                let path = item.at(key);
                let message = format!("{} is no cookie, and has no \"{key}\"", item.name());
                findings.add_at_key(&path, message, "Leave it out.").fix(Fix::Remove(path.clone()));
            }
        }
    }
}
