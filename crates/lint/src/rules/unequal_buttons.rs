//! The rule `unequal-buttons`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (language, texts) in &site.texts {
        let length = |key: &str| texts.get(key).chars().count();
        let (accept, reject) = (length("button.accept"), length("button.reject"));
        if accept.max(reject) > 3 * accept.min(reject) {
            let key = if accept < reject { "button.reject" } else { "button.accept" };
            let message = format!("the labels of Accept and Reject are {accept} and {reject} characters long");
            findings.add(
                &format!("texts.{language}.{key}"),
                message,
                "Word them alike: \"Accept all\", \"Reject all\".",
            );
        }
    }
}
