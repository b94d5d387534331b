//! The rule `record-kept-otherwise`.

use crate::{Findings, Fix, Site};
use assent_model::resolve::DAYS;

const RECORD: &str = "assent";

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let chosen = site.choice_days();
    let everywhere = chosen.iter().find(|(path, _)| path == "storage.days").map_or(DAYS, |(_, days)| *days);
    let kept = chosen.iter().map(|(_, days)| *days).chain([everywhere]).max().unwrap_or(DAYS);
    for service in &site.services {
        for item in service.items().filter(|item| item.name() == RECORD) {
            if let Some(days) = item.days().filter(|&days| days != kept) {
                let message = format!("the choice is kept for {kept} days, and visitors are told {days}");
                let help = format!("Override \"items\", and write \"days\": {kept} there.");
                let path = item.at("days");
                let is_written = site.source.has(&path);
                let mut found = findings.add(&path, message, help);
                if is_written {
                    found.fix(Fix::Set(path.clone(), kept.into()));
                }
            }
        }
    }
}
