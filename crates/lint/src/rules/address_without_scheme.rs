//! The rule `address-without-scheme`.

use crate::{Findings, Fix, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (path, link) in links(site) {
        let scheme = if is_mail(&link) {
            "mailto:"
        } else if link.starts_with("www.") {
            "https://"
        } else {
            continue;
        };
        let message = format!("\"{link}\" leads to a page of that name on your own site");
        let better = format!("{scheme}{link}");
        let help = format!("Write \"{better}\".");
        findings.add(&path, message, help).fix(Fix::Set(path.clone(), better.as_str().into()));
    }
}

/// Every link of the config, and where it stands.
fn links(site: &Site<'_>) -> Vec<(String, String)> {
    let written = |path: &str, link: Option<&String>| link.map(|link| (path.to_owned(), link.clone()));
    let config = site.config;
    let contact = config.controller.as_ref().and_then(|controller| controller.contact.as_ref());
    let own = [
        written("controller.contact", contact),
        written("policy.url", config.policy.url.as_ref()),
        written("policy.imprint", config.policy.imprint.as_ref()),
    ];
    let vendors =
        site.vendors().filter_map(|service| Some((service.at("vendor.policy"), service.vendor().own_text("policy")?)));
    own.into_iter().flatten().chain(vendors).collect()
}

fn is_mail(link: &str) -> bool {
    let is_bare = !link.contains([':', '/', '?', '#']);
    is_bare && link.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}
