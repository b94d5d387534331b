//! The rule `reload-never`.

use crate::{Findings, Fix, Site};

const PATH: &str = "storage.reload";

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    if site.asks() && site.written.part("storage").text("reload") == Some("never") {
        let message = "after a withdrawal, what runs in the page goes on running";
        findings
            .add(PATH, message, "Write \"ask\", which offers to reload, or \"always\".")
            .fix(Fix::Remove(PATH.to_owned()));
    }
}
