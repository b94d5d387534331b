//! The rule `unknown-country`.

use crate::{Findings, Fix, Site, countries::ALL};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.vendors() {
        let country = service.vendor().text("country").unwrap_or("AT");
        let is_code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_code && !ALL.contains(&country) {
            let path = service.at("vendor.country");
            let meant = match country {
                "UK" => Some("GB"),
                "EL" => Some("GR"),
                _ => None,
            };
            let mut found = findings.add(
                &path,
                format!("no country has the code \"{country}\""),
                "Write two letters of ISO 3166-1, such as \"AT\" or \"GB\".",
            );
            if let Some(code) = meant {
                found.fix(Fix::Set(path.clone(), code.into()));
            }
        }
    }
}
