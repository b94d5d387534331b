//! The rule `sale-not-marked`.

use crate::{Findings, Service, Site};

const PURPOSES: &[&str] = &["advertising", "social", "affiliate", "customer-data", "tags"];

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (place, category) in
        site.config.categories.iter().enumerate().filter(|(_, category)| !category.sale && !category.required)
    {
        let sells =
            |service: &&Service| service.said.text("purpose").is_some_and(|purpose| PURPOSES.contains(&purpose));
        if let Some(service) = site.services.iter().filter(|service| service.category == category.id).find(sells) {
            let message =
                format!("\"{}\" gives data to advertisers, but \"{}\" is not marked as sale", service.id, category.id);
            findings.add(&format!("categories[{place}].sale"), message, "Add \"sale\": true to this category.");
        }
    }
}
