//! The rule `vendor-without-policy`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.vendors().filter(|service| service.vendor().text("policy").is_none()) {
        let message = format!("there is no link to the policy of the vendor of \"{}\"", service.id);
        findings.add(
            &service.at("vendor.policy"),
            message,
            "Add \"policy\": the address of the vendor's privacy policy.",
        );
    }
}
