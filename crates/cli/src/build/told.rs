//! What a build tells: its files, the tag for the page, and what the site's policy must allow. Knows no file's content.

use super::compressed::Made;
use assent_lint::{Checked, Severity};
use assent_model::resolve::services;
use assent_model::{Config, Value};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// The whole of it.
pub(super) fn told(config: &Config, made: &[Made], base: &str) -> String {
    [table(made), tags(made, base), policy(config)].join("\n")
}

/// A line on what the check found besides, if it found something.
pub(super) fn findings(file: &Path, checked: &Checked) {
    let count = checked.diagnostics.iter().filter(|one| one.severity != Severity::Advice).count();
    if count > 0 {
        let things = if count == 1 { "finding" } else { "findings" };
        eprintln!("{count} {things}: run `assent check {}`", file.display());
    }
}

fn table(made: &[Made]) -> String {
    let width = made.iter().map(|file| file.name.len()).max().unwrap_or_default();
    let mut table = format!("{:width$}  {:>8}  {:>8}  {:>8}\n", "file", "raw", "gzip", "brotli");
    let (first, others): (Vec<&Made>, Vec<&Made>) = made.iter().partition(|file| is_tag(&file.name));
    for file in first.into_iter().chain(others) {
        let sizes = [&file.raw, &file.gzip, &file.brotli].map(Vec::len);
        let [raw, gzip, brotli] = sizes;
        let _ = writeln!(table, "{:width$}  {raw:>8}  {gzip:>8}  {brotli:>8}", file.name);
    }
    table
}

/// Whether a page has a tag for this file: `assent.js`, `assent.de.js`.
fn is_tag(name: &str) -> bool {
    name == "assent.js" || (name.starts_with("assent.") && name.ends_with(".js"))
}

/// The tags, with digests by which a browser knows that a file is the one that was built. <https://www.w3.org/TR/SRI/>
fn tags(made: &[Made], base: &str) -> String {
    let mut text = "Put this first into the <head> of each page:\n".to_owned();
    for file in made.iter().filter(|file| is_tag(&file.name)) {
        let language = file.name.strip_prefix("assent.").and_then(|rest| rest.strip_suffix(".js"));
        if let Some(language) = language {
            let _ = writeln!(text, "or, in pages that are in \"{language}\" alone:");
        }
        let digest = STANDARD.encode(Sha384::digest(&file.raw));
        let _ = writeln!(text, "  <script src=\"{base}{}\" integrity=\"sha384-{digest}\"></script>", file.name);
    }
    text
}

/// The lines of a Content Security Policy. Without `'wasm-unsafe-eval'` the banner works, and the panel does not.
fn policy(config: &Config) -> String {
    let mut hosts = BTreeSet::new();
    let mut scripts = BTreeSet::new();
    if let Ok(cards) = assent_catalogue::cards() {
        for service in services(config, &cards) {
            scripts.extend(service.made.part("script").text("src").and_then(origin));
            hosts.extend(service.said.texts("hosts"));
        }
    }
    let sources: Vec<&str> = scripts.iter().map(String::as_str).collect();
    let sources = ["'self'", "'wasm-unsafe-eval'"].into_iter().chain(sources).collect::<Vec<_>>().join(" ");
    let mut text = format!("A Content Security Policy must allow this:\n  script-src {sources}; connect-src 'self'\n");
    if config.services.iter().any(|entry| entry.written != Value::Null) && !hosts.is_empty() {
        let listed: Vec<String> = hosts.into_iter().collect();
        let _ = writeln!(text, "and, each in the directives for what is loaded from there:\n  {}", listed.join(" "));
    }
    text + "With require-trusted-types-for 'script' also:\n  trusted-types assent\n"
}

/// `https://example.com` of an address; nothing for one of the site's own.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(format!("{scheme}://{host}"))
}
