//! The rule `impossible-transfer`.

use crate::{
    Findings, Site,
    countries::{ADEQUATE, ALL},
};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.vendors() {
        let country = service.vendor().text("country").unwrap_or_default();
        let transfer = service.vendor().text("transfer").unwrap_or_default();
        let possible = match transfer {
            "data-privacy-framework" => country == "US",
            "adequacy" => ADEQUATE.contains(&country),
            _ => true,
        };
        if !possible && ALL.contains(&country) {
            let message = format!("there is no \"{transfer}\" for {country}");
            findings.add(
                &service.at("vendor.transfer"),
                message,
                "Ask the vendor which safeguard it offers; most have standard clauses.",
            );
        }
    }
}
