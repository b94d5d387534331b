//! The rule `address-without-slash`.

use crate::{Findings, Fix, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        let Some(card) = service.card.as_deref().map(|card| site.cards.card(card)) else { continue };
        let source = card.part("script").text("src").unwrap_or_default();
        for (name, value) in service.said.part("with").entries() {
            let Some(value) = value.as_text().filter(|value| !value.ends_with(['/', '='])) else { continue };
            let follows = source.split_once(&format!("{{{name}}}")).map_or("", |(_, rest)| rest);
            if source.starts_with('{') && follows.starts_with(char::is_alphanumeric) {
                let path = service.at(&format!("with.{name}"));
                let message = format!("the script would be loaded from {value}{follows}");
                let fix = Fix::Set(path.clone(), format!("{value}/").as_str().into());
                findings.add(&path, message, "Let the address end in a slash.").fix(fix);
            }
        }
    }
}
