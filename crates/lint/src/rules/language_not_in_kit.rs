//! The rule `language-not-in-kit`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (place, code) in site.config.languages.iter().enumerate() {
        let is_code = code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if is_code && !site.kit.iter().any(|(known, _)| known == code) {
            let known: Vec<&str> = assent_catalogue::languages().map(|(code, _)| code).collect();
            let help =
                format!("The kit has {}. For another, put its file into the kit's languages/.", known.join(", "));
            findings.add(&format!("languages[{place}]"), format!("the kit has no texts in \"{code}\""), help);
        }
    }
}
