//! The rule `opt-out-in-europe`.

use crate::{Findings, Fix, Site, countries::EEA};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (region, rules) in site.written.part("regions").entries() {
        let model = rules.text("model").unwrap_or("opt-in");
        if model != "opt-in" && asks_first(region) {
            let message = format!("in {region} nothing may run before the visitor agrees, but the model is \"{model}\"");
            let path = format!("regions.{region}.model");
            let fix = Fix::Set(path.clone(), "opt-in".into());
            findings.add(&path, message, "Leave the region out, or write \"opt-in\".").fix(fix);
        }
    }
}

fn asks_first(region: &str) -> bool {
    let code = region.to_ascii_uppercase();
    let country = code.split('-').next().unwrap_or_default();
    code == "CA-QC" || ["GB", "CH", "BR"].contains(&country) || EEA.contains(&country)
}
