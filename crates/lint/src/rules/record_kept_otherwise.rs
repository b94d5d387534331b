//! The rule `record-kept-otherwise`.

use crate::{Findings, Fix, Site};
use assent_model::Value;
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
                let fix = if site.source.has(&path) {
                    Fix::Set(path.clone(), kept.into())
                } else {
                    Fix::Set(service.at("items"), with_days(service.said.list("items"), kept))
                };
                findings.add(&path, message, help).fix(fix);
            }
        }
    }
}

/// The items of a card as an author would write them, the record being kept for as many days.
fn with_days(items: &[Value], kept: u32) -> Value {
    let item = |item: &Value| {
        let is_record = item.text("name") == Some(RECORD);
        let member = |key: &&str| {
            let value = if is_record && *key == "days" { kept.into() } else { item.get(key)?.clone() };
            Some(((*key).to_owned(), value))
        };
        Value::Object(["type", "name", "days", "purpose"].iter().filter_map(member).collect())
    };
    Value::List(items.iter().map(item).collect())
}
