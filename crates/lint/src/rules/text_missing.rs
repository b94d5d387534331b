//! The rule `text-missing`.

use crate::{Findings, Named, OwnText, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for OwnText { path, language, key, .. } in &site.own_texts {
        let others = site.texts.iter().map(|(other, _)| other.as_str()).filter(|other| other != language);
        for other in others.filter(|other| site.own_text(other, key).is_none()) {
            let message = format!("\"{key}\" is there in \"{language}\", and not in \"{other}\"");
            findings.add_at_key(path, message, format!("Write it in \"texts\" under \"{other}\" too."));
        }
    }
    // A word alone is the name of a text; with a space in it, it is the text itself.
    let is_name = |word: &str| !word.contains(' ') && word.starts_with(char::is_lowercase);
    for Named { path, key, word } in site.named.iter().filter(|named| is_name(&named.word) && !site.says(&named.key)) {
        let message = format!("visitors would read \"{word}\": there is no text \"{key}\"");
        findings.add(path, message, format!("Write \"{key}\" in \"texts\", or a sentence here."));
    }
}
