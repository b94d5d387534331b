//! The rule `former-company-name`.

use crate::{Findings, Site};

const FORMER: &[(&str, &str)] = &[
    ("google inc", "Google LLC"),
    ("facebook inc", "Meta Platforms, Inc."),
    ("facebook, inc", "Meta Platforms, Inc."),
    ("facebook ireland", "Meta Platforms Ireland Limited"),
    ("twitter inc", "X Corp."),
    ("twitter, inc", "X Corp."),
    ("twitter international", "X Internet Unlimited Company"),
    ("twitter", "X Corp."),
    ("rocket science group", "Intuit Inc."),
    ("piwik", "InnoCraft Ltd"),
    ("oath", "Yahoo"),
];

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.vendors() {
        let name = service.vendor().text("name").unwrap_or_default();
        let plain = name.to_lowercase();
        let former = FORMER.iter().find(|(former, _)| {
            plain.split_once(former).is_some_and(|(before, _)| !before.ends_with(char::is_alphanumeric))
        });
        if let Some((_, now)) = former.filter(|(_, now)| !name.contains(now)) {
            let message = format!("\"{name}\" is called {now} today");
            findings.add(&service.at("vendor.name"), message, "Write the name of the company that gets the data.");
        }
    }
}
