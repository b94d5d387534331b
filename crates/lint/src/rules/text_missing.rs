//! The rule `text-missing`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (path, language, key, _) in site.own_texts() {
        for (other, _) in
            site.texts.iter().filter(|(other, _)| other != language && site.own_text(other, key).is_none())
        {
            let message = format!("\"{key}\" is there in \"{language}\", and not in \"{other}\"");
            findings.add_at_key(&path, message, format!("Write it in \"texts\" under \"{other}\" too."));
        }
    }
    let has = |key: &str| site.texts.iter().any(|(_, texts)| texts.has(key));
    // A word alone is the name of a text; with a space in it, it is the text itself.
    for (path, key, word) in site.named().into_iter().filter(|(_, key, word)| !word.contains(' ') && !has(key)) {
        let is_name = word.chars().next().is_some_and(char::is_lowercase);
        if is_name {
            let message = format!("visitors would read \"{word}\": there is no text \"{key}\"");
            findings.add(&path, message, format!("Write \"{key}\" in \"texts\", or a sentence here."));
        }
    }
}
