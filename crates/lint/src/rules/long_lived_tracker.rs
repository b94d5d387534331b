//! The rule `long-lived-tracker`.

use crate::{Findings, Item, Site};

const LONGEST: u32 = 396;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.optional() {
        let lasts = |item: &Item<'_>| item.days().is_some_and(|days| days > LONGEST);
        for item in service.items().filter(|item| lasts(item) && !item.remembers_choice()) {
            let message = format!("{} of \"{}\" is kept for more than thirteen months", item.name(), service.id);
            let help = match item.name().starts_with("_ga") {
                true => {
                    "Set \"cookie_expires\": 33696000 and \"cookie_update\": false in Google's tag, and \"days\": 390 here."
                }
                false => "Set a shorter time at the vendor, and write it here.",
            };
            findings.add(&item.at("days"), message, help);
        }
    }
}
