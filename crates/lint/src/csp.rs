//! A Content Security Policy, as far as a linter needs it: which hosts a directive allows. Knows no service.
//!
//! Source: <https://www.w3.org/TR/CSP3/>

use crate::site::Site;

/// The policy that a site sends.
#[derive(Debug)]
pub struct Csp<'p>(Vec<(String, Vec<&'p str>)>);

/// What a directive falls back to: <https://www.w3.org/TR/CSP3/#directive-fallback-list>
const FALLBACKS: &[(&str, &[&str])] = &[
    ("script-src-elem", &["script-src", "default-src"]),
    ("style-src-elem", &["style-src", "default-src"]),
    ("frame-src", &["child-src", "default-src"]),
    ("form-action", &[]),
    ("trusted-types", &[]),
];

impl<'p> Csp<'p> {
    /// The policy that a config holds in `lint.csp`.
    pub fn of(site: &Site<'p>) -> Option<Csp<'p>> {
        site.written.part("lint").text("csp").map(Csp::read)
    }

    /// Reads a policy. Of two directives with one name, the first counts.
    pub fn read(policy: &'p str) -> Csp<'p> {
        let mut directives: Vec<(String, Vec<&str>)> = Vec::new();
        for directive in policy.split(';') {
            let mut words = directive.split_ascii_whitespace();
            let Some(name) = words.next().map(str::to_ascii_lowercase) else { continue };
            if !directives.iter().any(|(known, _)| *known == name) {
                directives.push((name, words.collect()));
            }
        }
        Csp(directives)
    }

    /// Whether a directive is there by its own name.
    pub fn names(&self, directive: &str) -> bool {
        self.0.iter().any(|(name, _)| name == directive)
    }

    /// Whether one of these sources is named by the directive, or by what it falls back to.
    pub fn has(&self, directive: &str, sources: &[&str]) -> bool {
        self.sources(directive)
            .is_some_and(|own| own.iter().any(|own| sources.iter().any(|source| own.eq_ignore_ascii_case(source))))
    }

    /// Whether scripts are let in by a nonce or a hash: then `'unsafe-inline'` has no effect.
    pub fn is_keyed(&self, directive: &str) -> bool {
        self.sources(directive)
            .is_some_and(|own| own.iter().any(|source| source.starts_with("'nonce-") || source.starts_with("'sha")))
    }

    /// Whether something may come from a host by https. Without a directive everything may.
    pub fn allows(&self, directive: &str, host: &str) -> bool {
        let Some(sources) = self.sources(directive) else { return true };
        // Released scripts carry the page's nonce, and 'strict-dynamic' trusts what a trusted script adds.
        let keyed = directive.starts_with("script") && self.is_keyed(directive);
        keyed || sources.iter().any(|source| matches(source, host))
    }

    /// Whether something may come from the site itself.
    pub fn allows_own(&self, directive: &str) -> bool {
        let Some(sources) = self.sources(directive) else { return true };
        let keyed = directive.starts_with("script") && self.is_keyed(directive);
        keyed || sources.iter().any(|source| ["'self'", "*", "https:"].contains(source) || source.contains('.'))
    }

    fn sources(&self, directive: &str) -> Option<&[&'p str]> {
        let fallbacks =
            FALLBACKS.iter().find(|(name, _)| *name == directive).map_or(&["default-src"][..], |(_, more)| more);
        let mut names = std::iter::once(&directive).chain(fallbacks);
        names.find_map(|name| self.0.iter().find(|(known, _)| known == name)).map(|(_, sources)| sources.as_slice())
    }
}

/// The host of an address that has one.
pub fn host_of(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    host.split(':').next().filter(|host| !host.is_empty())
}

/// Whether a source expression lets a host in: <https://www.w3.org/TR/CSP3/#match-hosts>
fn matches(source: &str, host: &str) -> bool {
    if ["*", "https:"].contains(&source) {
        return true;
    }
    let bare = source.split_once("://").map_or(source, |(_, rest)| rest);
    let bare = bare.split(['/', ':']).next().unwrap_or_default();
    match bare.strip_prefix("*.") {
        Some(parent) => host.strip_suffix(parent).is_some_and(|rest| rest.ends_with('.')),
        None => bare.eq_ignore_ascii_case(host),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_match_as_browsers_match_them() {
        let csp = Csp::read("default-src 'self'; img-src https://a.example/x b.example:443 *.c.example; IMG-SRC *");
        for (host, allowed) in [
            ("a.example", true),
            ("b.example", true),
            ("d.c.example", true),
            ("c.example", false),
            ("e.example", false),
        ] {
            assert_eq!(csp.allows("img-src", host), allowed, "{host}");
        }
        assert!(!csp.allows("font-src", "a.example") && csp.allows("form-action", "a.example"));
    }

    #[test]
    fn a_nonce_lets_scripts_in() {
        let csp = Csp::read("script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'");
        assert!(csp.allows("script-src-elem", "a.example") && csp.allows_own("script-src-elem"));
        assert!(csp.has("script-src", &["'WASM-UNSAFE-EVAL'"]));
    }

    #[test]
    fn addresses_have_hosts() {
        assert_eq!(host_of("https://a.example:8443/b?c"), Some("a.example"));
        assert_eq!(host_of("/b"), None);
    }
}
