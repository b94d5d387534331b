//! The rule `empty-category`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (place, category) in site.config.categories.iter().enumerate().filter(|(_, category)| !category.required) {
        if !site.services.iter().any(|service| service.category == category.id) {
            let message = format!("visitors are asked for \"{}\", and told of no service in it", category.id);
            findings.add(&format!("categories[{place}]"), message, "Describe its services, or leave the category out.");
        }
    }
}
