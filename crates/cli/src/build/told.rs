//! What a build tells: its files, the tag for the page, and what the site's policy must allow. Knows no file's content.

use super::compressed::Made;
use assent_lint::{Checked, Severity};
use assent_model::Config;
use assent_model::resolve::survey;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// The whole of it.
pub(super) fn told(config: &Config, made: &[Made], base: &str) -> String {
    [table(made), tags(made, base), policy(config, base)].join("\n")
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
    for file in in_order(made) {
        let [raw, gzip, brotli] = [&file.raw, &file.gzip, &file.brotli].map(Vec::len);
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
    // From elsewhere, a browser compares a file with its digest only where it may read it.
    let elsewhere = if origin(base).is_some() { " crossorigin=\"anonymous\"" } else { "" };
    for file in in_order(made).filter(|file| is_tag(&file.name)) {
        if let Some(language) = file.name.strip_prefix("assent.").and_then(|rest| rest.strip_suffix(".js")) {
            let _ = writeln!(text, "or, in pages that are in \"{language}\" alone:");
        }
        let digest = STANDARD.encode(Sha384::digest(&file.raw));
        let _ =
            writeln!(text, "  <script src=\"{base}{}\" integrity=\"sha384-{digest}\"{elsewhere}></script>", file.name);
    }
    text
}

/// What a page has a tag for comes first, and `assent.js` before all.
fn in_order(made: &[Made]) -> impl Iterator<Item = &Made> {
    let rank = |file: &&Made| (!is_tag(&file.name), file.name != "assent.js");
    let mut all: Vec<&Made> = made.iter().collect();
    all.sort_by_key(rank);
    all.into_iter()
}

/// The lines of a Content Security Policy. Without `'wasm-unsafe-eval'` the banner works, and the panel does not.
fn policy(config: &Config, base: &str) -> String {
    let mut hosts = BTreeSet::new();
    let mut scripts = BTreeSet::new();
    if let Ok(cards) = assent_catalogue::cards() {
        for service in survey(config, &cards, std::iter::empty()).0 {
            scripts.extend(service.made.part("script").text("src").and_then(origin));
            hosts.extend(service.said.texts("hosts"));
        }
    }
    let ours = origin(base).unwrap_or_else(|| "'self'".to_owned());
    let scripts: String = scripts.iter().map(|origin| format!(" {origin}")).collect();
    let mut text = format!(
        "A Content Security Policy must allow this:\n  script-src {ours} 'wasm-unsafe-eval'{scripts}; connect-src {ours}\n"
    );
    if !hosts.is_empty() {
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
