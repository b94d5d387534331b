//! The rule `vague-purpose`.

use crate::{Findings, Site, words};

const SHORTEST: usize = 12;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (path, language, text) in site.purposes() {
        let phrase = words::found("vague", language, text);
        if phrase.is_some() || text.chars().count() < SHORTEST {
            let message = format!("\"{}\" does not tell what is done", phrase.unwrap_or(text));
            findings.add(path, message, "Say what is done, such as \"Counts visits and shows which pages are read\".");
        }
    }
}
