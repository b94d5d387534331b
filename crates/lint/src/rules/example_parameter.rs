//! The rule `example-parameter`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        let Some(card) = service.card.as_deref() else { continue };
        for (name, parameter) in site.cards.card(card).part("parameters").entries() {
            let example = parameter.text("example").filter(|example| is_no_value(example));
            if example.is_some() && service.said.part("with").text(name) == example {
                let message = format!("\"{name}\" is still the example of the card \"{card}\"");
                findings.add(&service.at(&format!("with.{name}")), message, "Write the one of your own account.");
            }
        }
    }
}

/// Whether an example can be nobody's own value; a site id of 1 can.
fn is_no_value(example: &str) -> bool {
    example.contains("XX") || example.contains("example.com") || example.contains("0000")
}
