//! The rule `choice-asked-too-often`.

use crate::{Findings, Fix, Severity, Site};
use assent_model::resolve::DAYS;

/// Six months, for Italy and France.
const SHORTEST: u32 = 180;

/// Twelve months after an opt-out from sale, for California.
const SHORTEST_OF_SALE: u32 = 365;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    if site.jurisdictions.has(&["IT", "FR"]) {
        let severity = if site.jurisdictions.has(&["IT"]) { Severity::Error } else { Severity::Warning };
        let elsewhere = |path: &str| path.starts_with("regions.US");
        for (path, days) in site.choice_days().into_iter().filter(|(path, days)| *days < SHORTEST && !elsewhere(path)) {
            let message = format!("visitors are asked again after {days} days");
            let fix = Fix::Set(path.clone(), SHORTEST.into());
            findings.add(&path, message, "Write 180, or more.").severity(severity).fix(fix);
        }
    }
    let sells = site.config.categories.iter().any(|category| category.sale);
    if sells && site.jurisdictions.has(&["US-CA"]) {
        check_california(site, findings);
    }
}

fn check_california(site: &Site<'_>, findings: &mut Findings<'_>) {
    let regions = site.written.part("regions");
    let own = ["US-CA", "US"].iter().find_map(|code| Some((*code, regions.get(code)?)));
    let (code, days) = own.map_or(("US-CA", None), |(code, rules)| (code, rules.whole("days")));
    let days = days.or(site.config.days).unwrap_or(DAYS);
    if days < SHORTEST_OF_SALE {
        let path = format!("regions.{code}.days");
        let message = format!("who opts out of sale in California is asked again after {days} days");
        let help = format!("Write \"days\": 365 for \"{code}\" in \"regions\".");
        findings.add(&path, message, help).fix(Fix::Set(path.clone(), SHORTEST_OF_SALE.into()));
    }
}
