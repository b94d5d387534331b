//! The rule `retired-item`.

use crate::{Findings, Fix, Site};

/// Beginnings of names, and whose they were.
const RETIRED: &[(&str, &str)] = &[
    ("__cfduid", "Cloudflare removed it in 2021"),
    ("__utm", "Google ended Universal Analytics in 2024"),
    ("_gid", "Google ended Universal Analytics in 2024"),
    ("_gat", "Google ended Universal Analytics in 2024"),
    ("_dc_gtm_", "Google ended Universal Analytics in 2024"),
    ("AMP_TOKEN", "Google ended Universal Analytics in 2024"),
    ("_gaexp", "Google ended Optimize in 2023"),
    ("_opt_", "Google ended Optimize in 2023"),
];

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        for item in service.items().filter(|item| site.source.has(&item.path())) {
            if let Some((_, since)) = RETIRED.iter().find(|(name, _)| item.name().starts_with(name)) {
                let message = format!("{} is no longer set: {since}", item.name());
                let fix = Fix::Remove(item.path());
                findings.add(&item.path(), message, "Leave it out.").fix(fix);
            }
        }
    }
}
