//! The five example sites: what is found in their policies as they were published, as a reviewer reads it, and that
//! nothing is left to find in the configs that they would need today.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

mod common;

use assent_lint::{Checked, check};
use common::{TODAY, drawn, folder};
use std::fs;

fn checked(path: &str) -> Checked {
    let file = folder().join("../../examples/sites").join(path).join("assent.json");
    check(&fs::read_to_string(file).unwrap(), TODAY).unwrap()
}

/// What is found in a policy as it was published; the codes that must be among it are named by the test.
fn as_written(site: &str, codes: &[&str]) -> String {
    let checked = checked(&format!("as-written/{site}"));
    assert!(checked.config.is_some(), "{site}: only rules are broken, so that it could be used");
    let found: Vec<&str> = checked.diagnostics.iter().map(|one| one.code).collect();
    let missing: Vec<&&str> = codes.iter().filter(|code| !found.contains(code)).collect();
    assert!(missing.is_empty(), "{site}: not found: {missing:?}");
    drawn(&checked, |_| true)
}

#[test]
fn proxmox_takes_use_for_consent() {
    insta::assert_snapshot!(as_written("proxmox", &["consent-by-use"]));
}

#[test]
fn ispconfig_stores_on_legitimate_interests() {
    let found = as_written("ispconfig", &["basis-contradicts-reason", "privacy-shield", "former-company-name"]);
    let stores = |service: &str| found.contains(&format!("\"{service}\" stores or reads on legitimate interests"));
    assert!(["google-analytics", "recaptcha", "cloudflare", "cookies"].iter().all(|service| stores(service)));
    assert!(!stores("server-logs"), "a log stores nothing on the visitor's device");
    insta::assert_snapshot!(found);
}

#[test]
fn nomachine_takes_use_for_consent() {
    insta::assert_snapshot!(as_written("nomachine", &["consent-by-use"]));
}

#[test]
fn qubes_os_takes_use_for_consent() {
    insta::assert_snapshot!(as_written("qubes-os", &["consent-by-use"]));
}

#[test]
fn exoscale_leaves_half_untold() {
    let codes = [
        "lifetime-not-stated",
        "policy-date-not-stated",
        "service-without-items",
        "unnamed-item",
        "near-duplicate-names",
        "privacy-shield",
        "transfer-not-named",
    ];
    let found = as_written("exoscale", &codes);
    assert!(found.contains("\"zoho-pagesense\" to IN") && found.contains("\"twitter\" to US"));
    insta::assert_snapshot!(found);
}

#[test]
fn nothing_is_found_in_the_configs_of_today() {
    for site in ["proxmox", "ispconfig", "nomachine", "qubes-os", "exoscale"] {
        let checked = checked(site);
        assert!(checked.diagnostics.is_empty(), "examples/sites/{site}:\n{}", drawn(&checked, |_| true));
    }
}
