//! The rule `tracker-as-necessary`.

use crate::{Findings, Site};

/// Beginnings of names.
const TRACKERS: &[&str] = &[
    "_ga", "_gid", "_gcl_", "_gac_", "_fbp", "_fbc", "IDE", "_hj", "_clck", "_clsk", "li_", "bcookie", "_ttp", "_pin_unauth", "zab",
    "personalization_id", "guest_id", "muc_ads", "_mcid", "_uetsid", "_uetvid", "MUID", "_scid", "_rdt_uuid", "__adroll", "cto_bundle",
];

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let exempt = !site.jurisdictions.has(&["EU", "CH"]) || site.jurisdictions.only(&["FR", "UK"]);
    for service in site.required() {
        for item in service.items() {
            let is = |start: &&str| item.name().starts_with(start);
            if TRACKERS.iter().any(is) || (item.name().starts_with("_pk_") && !exempt) {
                let message = format!("{} is a tracker, and nobody is asked for it", item.name());
                findings.add(&item.path, message, "Put the service into a category that is asked.");
            }
        }
    }
}
