//! The rule `malformed-host`.

use crate::{Findings, Fix, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for service in &site.services {
        let path = service.at("hosts");
        let hosts = service.hosts().into_iter().enumerate().map(|(place, host)| (format!("{path}[{place}]"), host));
        let domains = service.items().flat_map(|item| {
            let path = item.at("domains");
            item.value.texts("domains").into_iter().enumerate().map(move |(place, host)| (format!("{path}[{place}]"), host))
        });
        for (path, host) in hosts.chain(domains).filter(|(_, host)| !is_host(host)) {
            let bare = bare(&host);
            let mut found = findings.add(&path, format!("\"{host}\" is not the name of a host"), "Write the bare name, such as \"shop.example.com\".");
            if is_host(&bare) {
                found.fix(Fix::Set(path.clone(), bare.as_str().into()));
            }
        }
    }
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    host == "localhost" || (host.contains('.') && host.split('.').all(is_label))
}

fn bare(host: &str) -> String {
    let rest = host.split_once("://").map_or(host, |(_, rest)| rest);
    rest.trim_start_matches('.').split(['/', ':', '?']).next().unwrap_or_default().to_lowercase()
}
