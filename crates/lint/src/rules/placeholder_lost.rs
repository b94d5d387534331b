//! The rule `placeholder-lost`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let controller = site.config.controller.as_ref().map_or("", |controller| controller.name.as_str());
    for (path, language, key, text) in site.own_texts() {
        let kit = site.kit.iter().find(|(code, _)| code == language).map(|(_, kit)| kit);
        let Some(kit) = kit.filter(|kit| kit.has(key)) else { continue };
        let (own, expected) = (placeholders(text), placeholders(kit.get(key)));
        let unknown = own.iter().find(|name| !expected.contains(name));
        // Only what a law wants said is missed: other numbers may well be left out.
        let is_named = own.contains(&"controller") || (!controller.is_empty() && text.contains(controller));
        let lost = (key == "banner.text" && site.asks() && !is_named).then_some("controller");
        if let Some(name) = unknown {
            let help = if expected.is_empty() {
                "This text has none.".to_owned()
            } else {
                format!("Known here: {{{}}}.", expected.join("}, {"))
            };
            findings.add(&path, format!("nothing fills {{{name}}}"), help);
        } else if let Some(name) = lost {
            findings.add(
                &path,
                format!("{{{name}}} is missing"),
                "Say who asks: put {controller} where the name belongs.",
            );
        }
    }
}

/// The words in braces.
fn placeholders(text: &str) -> Vec<&str> {
    let after = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    after
        .map(|(name, _)| name)
        .filter(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()))
        .collect()
}
