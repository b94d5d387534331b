//! The rule `choice-kept-too-long`.

use crate::{Findings, Fix, Site};

const LONGEST: u32 = 395;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (path, days) in site.choice_days().into_iter().filter(|(_, days)| *days > LONGEST) {
        let message = format!("a choice holds for {days} days");
        findings.add(&path, message, "Six months are good practice: 180.").fix(Fix::Set(path.clone(), 180.into()));
    }
}
