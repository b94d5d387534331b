//! The rule `withdrawal-not-mentioned`.

use crate::{Findings, Site, words};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (language, texts) in
        site.texts.iter().filter(|(language, _)| site.asks() && words::knows("withdrawal", language))
    {
        let says = |key: &str| words::found("withdrawal", language, texts.get(key)).is_some();
        if !says("banner.text") && !says("panel.text") {
            let message = format!("no text in \"{language}\" says that visitors can change their mind");
            findings.add(
                &format!("texts.{language}.banner.text"),
                message,
                "Add: \"You can change your mind at any time.\"",
            );
        }
    }
}
