//! The rule `basis-contradicts-reason`.

use crate::{Findings, Site, words};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        let bases = service.processing_bases();
        let has = |basis: &str| bases.iter().any(|own| own == basis);
        let speaks = |list: &str| {
            let texts = ["reason", "purpose"].into_iter().filter_map(|key| service.said.text(key));
            texts.into_iter().any(|text| words::found(list, "", text).is_some())
        };
        let contract = has("legitimate-interests") && !has("contract") && speaks("contract");
        if contract || (has("contract") && !has("legitimate-interests") && speaks("interest")) {
            let other = if contract { "contract" } else { "legitimate-interests" };
            let message = format!("the words for \"{}\" speak of \"{other}\", its basis does not", service.id);
            findings.add(&service.at("basis.processing"), message, "Make them agree.");
        }
    }
}
