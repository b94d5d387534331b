//! The rule `csp-allows-everything`.

use crate::{Findings, Site, csp::Csp};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let Some(csp) = Csp::of(site) else { return };
    let strict = csp.is_keyed("script-src");
    let wide: &[&str] = if strict {
        &["'unsafe-eval'"]
    } else {
        &["*", "https:", "http:", "data:", "'unsafe-inline'", "'unsafe-eval'"]
    };
    if let Some(source) = wide.iter().find(|source| csp.has("script-src", &[source])) {
        findings.add(
            "lint.csp",
            format!("{source} in script-src allows code from everywhere"),
            "Name the hosts, or use a nonce.",
        );
    }
}
