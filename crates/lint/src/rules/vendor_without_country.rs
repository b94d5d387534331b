//! The rule `vendor-without-country`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.vendors().filter(|service| service.vendor().text("country").is_none()) {
        let message = format!("the country of the vendor of \"{}\" is not named", service.id);
        findings.add(
            &service.at("vendor.country"),
            message,
            "Add \"country\": two letters of ISO 3166-1, such as \"AT\".",
        );
    }
}
