//! The rule `opt-out-without-sale`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let sells = site.config.categories.iter().any(|category| category.sale);
    for (region, rules) in site.written.part("regions").entries() {
        let is_american = region.get(..2).is_some_and(|country| country.eq_ignore_ascii_case("US"));
        if is_american && !sells && site.asks() && rules.text("model").is_some_and(|model| model != "opt-in") {
            let message = format!("in {region} Global Privacy Control would have no effect");
            let help = "Mark what sells or shares data with \"sale\": true.";
            findings.add(&format!("regions.{region}.model"), message, help);
        }
    }
}
