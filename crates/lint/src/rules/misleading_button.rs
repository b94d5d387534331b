//! The rule `misleading-button`.

use crate::{Findings, OwnText, Site, words};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for OwnText { path, language, key, text } in &site.own_texts {
        let lists: &[&str] = match *key {
            "button.reject" => &["button-more", "button-yes"],
            "button.save" | "button.close" | "button.open" => &["button-yes"],
            _ => continue,
        };
        if let Some(phrase) = lists.iter().find_map(|list| words::found(list, language, text)) {
            let message = format!("\"{phrase}\" is not what this button does");
            findings.add(path, message, format!("Write what \"{key}\" does, or leave it to the kit's own text."));
        }
    }
}
