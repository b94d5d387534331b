//! The rule `transfer-not-named`.

use crate::{
    Findings, Site,
    countries::{ADEQUATE, ALL, EEA},
};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.vendors().filter(|service| service.vendor().get("transfer").is_none()) {
        let country = service.vendor().text("country").unwrap_or("AT");
        if ALL.contains(&country) && !EEA.contains(&country) && !ADEQUATE.contains(&country) {
            let message = format!("nothing says on what the transfer of \"{}\" to {country} rests", service.id);
            let help = "Add \"transfer\" to \"vendor\": \"standard-clauses\", \"data-privacy-framework\", \"binding-rules\", \"consent\" or \"contract\".";
            findings.add(&service.at("vendor.transfer"), message, help);
        }
    }
}
