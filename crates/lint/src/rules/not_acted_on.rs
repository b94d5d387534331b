//! The rule `not-acted-on`.

use crate::{Findings, Fix, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for path in &site.config.later {
        let message = format!("\"{path}\" is read, and nothing is done with it yet");
        findings
            .add_at_key(path, message, "Leave it out until a later version acts on it.")
            .fix(Fix::Remove(path.clone()));
    }
}
