//! The presets of `jurisdictions` make a difference: one site, looked at under each law. Knows no rule's page.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

mod common;

use assent_lint::{Severity, check_completed, pages};
use common::{TODAY, base};
use std::collections::BTreeSet;

/// A site on which the laws differ in every point that the linter knows.
const SITE: &str = r#"{
  "policy": { "url": "/privacy", "effectiveDate": "2026-05-01" },
  "categories": [{ "id": "necessary", "required": true }, { "id": "analytics" }, { "id": "marketing" }],
  "services": [
    { "use": "assent", "items": [{ "type": "localStorage", "name": "assent", "days": 90, "purpose": "choice" }] },
    {
      "id": "captcha",
      "title": "Captcha",
      "category": "necessary",
      "purpose": "bot-protection",
      "reason": "security",
      "basis": { "storage": "requested", "processing": ["legitimate-interests"] },
      "vendor": { "name": "Google LLC", "country": "US", "policy": "https://policies.google.com/privacy" },
      "hosts": ["www.google.com"],
      "items": [{ "type": "cookie", "name": "_GRECAPTCHA", "days": 180, "purpose": "risk-assessment" }]
    },
    {
      "id": "fonts",
      "title": "Fonts",
      "category": "necessary",
      "purpose": "fonts",
      "reason": "delivery",
      "basis": { "storage": "requested", "processing": ["contract"] },
      "vendor": { "name": "Example GmbH", "country": "AT", "policy": "/privacy" },
      "hosts": ["fonts.gstatic.com"],
      "items": []
    },
    {
      "use": "matomo",
      "category": "necessary",
      "reason": "preference",
      "basis": { "storage": "requested", "processing": ["contract"] },
      "vendor": { "name": "Example GmbH", "country": "AT", "policy": "/privacy" }
    },
    {
      "id": "clicks",
      "title": "Clicks",
      "category": "analytics",
      "purpose": "audience-measurement",
      "basis": { "storage": "consent", "processing": ["legitimate-interests"] },
      "vendor": { "name": "Example GmbH", "country": "AT", "policy": "/privacy" },
      "items": [{ "type": "cookie", "name": "clicks", "purpose": "visitor-id" }]
    },
    {
      "id": "ads",
      "title": "Advertisements",
      "category": "marketing",
      "purpose": "advertising",
      "basis": { "storage": "consent", "processing": ["consent"] },
      "vendor": { "name": "Example GmbH", "country": "AT", "policy": "/privacy" },
      "items": [{ "type": "cookie", "name": "clicked-ad", "days": 390, "purpose": "ad-click" }]
    }
  ],
  "storage": { "days": 90 },
  "signals": { "googleConsentMode": { "advanced": true, "urlPassthrough": true } }
}"#;

/// What is found for a site of these jurisdictions; `E` marks errors.
fn found(jurisdictions: &[&str]) -> BTreeSet<String> {
    let named = assent_model::Value::List(jurisdictions.iter().map(|&code| code.into()).collect());
    let complete = |value: assent_model::Value| {
        let more =
            base().entries().to_vec().into_iter().filter(|(key, _)| value.get(key).is_none()).collect::<Vec<_>>();
        let mut all = [value.entries(), &more].concat();
        if !jurisdictions.is_empty() {
            all.push(("jurisdictions".to_owned(), named.clone()));
        }
        assent_model::Value::Object(all)
    };
    let all = check_completed(SITE, complete, TODAY).unwrap().diagnostics;
    all.iter().map(|one| format!("{}{}", if one.severity == Severity::Error { "E " } else { "  " }, one.code)).collect()
}

#[test]
fn each_preset_finds_what_its_law_says() {
    let presets: [&[&str]; 12] =
        [&[], &["EU"], &["AT"], &["DE"], &["FR"], &["IT"], &["CH"], &["UK"], &["US"], &["US-CA"], &["CA-QC"], &["BR"]];
    let shown = presets.map(|preset| {
        let lines: Vec<String> = found(preset).into_iter().collect();
        format!("{preset:?}\n{}\n", lines.join("\n"))
    });
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn the_default_is_at_least_as_strict_as_every_member_of_the_union() {
    let default = found(&[]);
    for preset in ["EU", "AT", "DE", "FR", "IT"] {
        let missing: Vec<String> = found(&[preset]).difference(&default).cloned().collect();
        // A rule that is an error in one country is an error by default, and then its warning is not there as well.
        let weaker = |code: &String| default.contains(&code.replacen("  ", "E ", 1));
        assert!(missing.iter().all(weaker), "{preset} finds more than the default: {missing:?}");
    }
}

#[test]
fn several_jurisdictions_find_what_each_of_them_finds() {
    let both = found(&["CH", "US-CA"]);
    assert!(found(&["CH"]).is_subset(&both) && found(&["US-CA"]).is_subset(&both));
}

/// A region that a preset names and no rule knows would be a promise without a test.
#[test]
fn every_jurisdiction_of_a_rule_is_one_that_a_config_may_name() {
    for page in pages() {
        let unknown: Vec<&&str> =
            page.jurisdictions.iter().filter(|code| !assent_model::shape::JURISDICTIONS.contains(code)).collect();
        assert!(unknown.is_empty(), "{}: no config can name {unknown:?}", page.code);
    }
}
