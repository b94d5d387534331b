//! The rule `captcha-as-necessary`.

use crate::{Findings, Site};

const HOSTS: &[&str] =
    &["www.recaptcha.net", "www.google.com", "hcaptcha.com", "js.hcaptcha.com", "newassets.hcaptcha.com"];

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in site.required().filter(|service| service.is_on(HOSTS)) {
        if service.said.text("purpose") == Some("bot-protection") {
            let message = format!("\"{}\" watches how visitors behave, and nobody is asked for it", service.id);
            let help =
                "Put it into a category that is asked and load it at its form, or keep robots away by other means.";
            findings.add(&service.at("category"), message, help);
        }
    }
}
