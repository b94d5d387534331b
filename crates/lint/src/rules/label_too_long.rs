//! The rule `label-too-long`.

use crate::{Findings, OwnText, Site};

const LONGEST: usize = 32;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for OwnText { path, key, text, .. } in &site.own_texts {
        let length = text.chars().count();
        if key.starts_with("button.") && length > LONGEST {
            findings.add(path, format!("this label has {length} characters"), "Say it in two or three words.");
        }
    }
}
