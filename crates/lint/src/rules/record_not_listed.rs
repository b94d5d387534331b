//! The rule `record-not-listed`.

use crate::{Findings, Fix, Site};
use assent_model::Value;

/// The item in which Assent keeps the choice.
const RECORD: &str = "assent";

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let is_listed = site.required().any(|service| service.items().any(|item| item.name() == RECORD));
    if site.asks() && !is_listed {
        let help = "Add {\"use\": \"assent\"} to \"services\", in a category that is required.";
        let mut found = findings.add("services", "visitors are not told that their choice is stored", help);
        // The card belongs to a category of this name.
        if site.config.categories.iter().any(|category| category.id == "necessary" && category.required) {
            found.fix(Fix::Append("services".to_owned(), Value::object([("use", "assent".into())])));
        }
    }
}
