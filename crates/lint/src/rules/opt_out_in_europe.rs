//! The rule `opt-out-in-europe`.

use crate::{Findings, Fix, Severity, Site, countries::EEA};

/// The longest that a cookie of exempt audience measurement may last, in days: CNIL recommendation 2020-092, Art. 5.
const LONGEST: u32 = 396;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (region, rules) in site.written.part("regions").entries() {
        let model = rules.text("model").unwrap_or("opt-in");
        let code = region.to_ascii_uppercase();
        if model == "opt-in" || !asks_first(&code) || is_swiss_alone(site, &code) {
            continue;
        }
        let path = format!("regions.{region}.model");
        if ["FR", "GB"].contains(&code.as_str()) && only_measures(site) {
            let message = format!("in {region} audience measurement may run until it is refused, on conditions");
            let help = "It must serve this site alone and give anonymous statistics, never be joined with other data, and \
                visitors must be told clearly how to object.";
            findings.add(&path, message, help).severity(Severity::Advice);
            continue;
        }
        let message = format!("in {region} nothing may run before the visitor agrees, but the model is \"{model}\"");
        let fix = Fix::Set(path.clone(), "opt-in".into());
        findings.add(&path, message, "Leave the region out, or write \"opt-in\".").fix(fix);
    }
}

fn asks_first(code: &str) -> bool {
    let country = code.split('-').next().unwrap_or_default();
    code == "CA-QC" || ["GB", "CH", "BR"].contains(&country) || EEA.contains(&country)
}

/// Swiss law lets a site inform and offer an objection; one that has visitors in the EU as well follows the EU's.
fn is_swiss_alone(site: &Site<'_>, code: &str) -> bool {
    code == "CH" && site.jurisdictions.only(&["CH"])
}

/// Whether all that is asked for is audience measurement by the site itself, and lasts no longer than is allowed.
fn only_measures(site: &Site<'_>) -> bool {
    let owner = site.config.controller.as_ref().map(|controller| controller.name.as_str());
    site.optional().next().is_some()
        && site.optional().all(|service| {
            service.said.text("purpose") == Some("audience-measurement")
                && service.vendor().text("name") == owner
                && service.items().all(|item| item.remembers_choice() || item.days().is_none_or(|days| days <= LONGEST))
        })
}
