//! The rule `vendor-signals-off`.

use crate::{Findings, Fix, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.services.iter().filter(|service| service.card.is_some()) {
        let path = service.at("signals");
        let off = site.source.has(&path) && service.said.part("signals").entries().is_empty();
        if off && site.cards.card(service.card.as_deref().unwrap_or_default()).get("signals").is_some() {
            let message = format!("the vendor of \"{}\" is not told of the choice", service.id);
            findings.add_at_key(&path, message, "Leave \"signals\" out.").fix(Fix::Remove(path.clone()));
        }
    }
}
