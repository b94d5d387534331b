//! The rule `longer-than-browsers-keep`.

use crate::{Findings, Fix, Site};

const LONGEST: u32 = 400;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        for item in
            service.items().filter(|item| item.kind() == "cookie" && item.days().is_some_and(|days| days > LONGEST))
        {
            let path = item.at("days");
            // What a card says was found at the vendor, who may set more than browsers keep.
            if site.source.has(&path) {
                let message = format!("browsers keep {} for {LONGEST} days at most", item.name());
                let fix = Fix::Set(path.clone(), LONGEST.into());
                findings.add(&path, message, "Write 400, or the days that it is really kept.").fix(fix);
            }
        }
    }
}
