//! The rule `item-declared-twice`.

use crate::{Findings, Site};
use std::collections::HashMap;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let mut owners: HashMap<(String, String, Vec<String>), &str> = HashMap::new();
    for service in &site.services {
        for item in service.items().filter(|item| !item.name().is_empty()) {
            let key = (item.kind().to_owned(), item.name().to_owned(), item.value.texts("domains"));
            let owner = owners.entry(key).or_insert(&service.id);
            if *owner != service.id && site.source.has(&item.path()) {
                let message = format!("{} is declared by \"{owner}\" already", item.name());
                findings.add(&item.path(), message, "Leave it with the service that sets it.");
            }
        }
    }
}
