//! The rule `sentence-in-one-language`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    if site.texts.len() < 2 {
        return;
    }
    let is_text = |key: &str| site.texts.iter().all(|(_, texts)| texts.has(key));
    for (path, key, word) in site.named().into_iter().filter(|(_, key, word)| word.contains(' ') && !is_text(key)) {
        let Some((kind, _)) = key.split_once('.').filter(|(kind, _)| *kind != "title") else { continue };
        let message = format!("visitors read \"{word}\" in every language");
        let help = format!(
            "Write a name here, such as \"own\", and the sentence as \"{kind}.own\" in \"texts\", for each language."
        );
        findings.add(&path, message, help);
    }
}
