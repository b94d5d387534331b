//! The rule `malformed-host`.

use crate::{Findings, Fix, Site};
use assent_model::Value;
use assent_model::shape::at;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        tell(service.said.list("hosts"), || service.at("hosts"), findings);
        for item in service.items() {
            tell(item.value.list("domains"), || item.at("domains"), findings);
        }
    }
}

/// Tells what is no host in a list that stands at a path.
fn tell(hosts: &[Value], path: impl Fn() -> String, findings: &mut Findings<'_>) {
    let hosts = hosts.iter().enumerate().filter_map(|(place, host)| Some((place, host.as_text()?)));
    for (place, host) in hosts.filter(|(_, host)| !is_host(host)) {
        let path = at(&path(), place);
        let (bare, message) = (bare(host), format!("\"{host}\" is not the name of a host"));
        let mut found = findings.add(&path, message, "Write the bare name, such as \"shop.example.com\".");
        if is_host(&bare) {
            found.fix(Fix::Set(path.clone(), bare.as_str().into()));
        }
    }
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    host == "localhost" || (host.contains('.') && host.split('.').all(is_label))
}

fn bare(host: &str) -> String {
    let rest = host.split_once("://").map_or(host, |(_, rest)| rest);
    rest.trim_start_matches('.').split(['/', ':', '?']).next().unwrap_or_default().to_lowercase()
}
