//! The rule `csp-refuses-assent`.

use crate::{Findings, Site, csp::Csp};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let Some(csp) = Csp::of(site) else { return };
    let mut add = |message: &str, help: &str| {
        findings.add("lint.csp", message, help);
    };
    if !csp.allows_own("script-src-elem") {
        add("the policy does not allow the kit's scripts", "Add 'self' to script-src, or a nonce at Assent's tag.");
    }
    if !csp.has("script-src", &["'wasm-unsafe-eval'", "'unsafe-eval'"]) {
        add(
            "the policy does not allow the widget's Wasm",
            "Add 'wasm-unsafe-eval' to script-src: it allows Wasm, and no eval.",
        );
    }
    if !csp.allows_own("connect-src") {
        add("the policy does not allow the kit's requests", "Add 'self' to connect-src.");
    }
    if csp.names("trusted-types") && !csp.has("trusted-types", &["assent", "*"]) {
        add("the policy does not allow Assent's policy for Trusted Types", "Add assent to trusted-types.");
    }
}
