//! The rule `sentence-in-one-language`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    if site.texts.len() < 2 {
        return;
    }
    for named in site.named.iter().filter(|named| named.word.contains(' ') && !site.says_everywhere(&named.key)) {
        let Some((kind, _)) = named.key.split_once('.').filter(|(kind, _)| *kind != "title") else { continue };
        let message = format!("visitors read \"{}\" in every language", named.word);
        let help = format!(
            "Write a name here, such as \"own\", and the sentence as \"{kind}.own\" in \"texts\", for each language."
        );
        findings.add(&named.path, message, help);
    }
}
