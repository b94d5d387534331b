//! The rule `wildcard-too-wide`.

use crate::{Findings, Site};

const SHORTEST: usize = 3;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        for item in service.items().filter(|item| item.name().contains('*')) {
            let fixed = item.name().chars().filter(|&letter| letter != '*').count();
            if (1..SHORTEST).contains(&fixed) {
                let message = format!("{} stands for every name with {fixed} fixed characters", item.name());
                findings.add(&item.at("name"), message, "Write a longer fixed part, or each name by itself.");
            }
        }
    }
}
