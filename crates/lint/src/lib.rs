//! The linter: reads a config with the place of every value, and tells all that is wrong with it. Knows no terminal.
//!
//! [`check`] never stops at the first fault: what cannot be read is told, and the rest is looked at all the same.

mod color;
mod countries;
mod csp;
mod diagnostic;
pub mod faults;
mod findings;
mod fix;
mod jurisdiction;
mod pages;
pub mod rules;
mod site;
mod source;
mod words;

pub use diagnostic::{Diagnostic, Fix, Severity};
pub use findings::{Findings, Found};
pub use fix::mend;
pub use jurisdiction::Jurisdictions;
pub use pages::{Page, page, pages};
pub use site::{Item, Sentence, Service, Site};
pub use source::Source;

use assent_catalogue::Unreadable;
use assent_model::{Config, Value};
use rules::RULES;
use std::collections::HashSet;

/// What a check came to.
#[derive(Debug)]
pub struct Checked {
    /// The text, with the place of each value.
    pub source: Source,
    /// The config, if nothing keeps it from being used: errors of rules do not.
    pub config: Option<Config>,
    /// All that was found, in the order of the text. What the config itself allows is left out.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks the text of a config, as of a date written `2026-11-22`.
///
/// # Errors
/// The catalogue that is built in cannot be read.
pub fn check(text: &str, today: &str) -> Result<Checked, Unreadable> {
    check_completed(text, |value| value, today)
}

/// Checks the text of a part of a config once it was completed: for examples, which need not repeat what they are not
/// about. What was added has no place in the text.
///
/// # Errors
/// As [`check`].
pub fn check_completed(text: &str, complete: impl Fn(Value) -> Value, today: &str) -> Result<Checked, Unreadable> {
    let (mut source, mut found) = Source::read(text);
    source.value = complete(source.value);
    let is_read = !found.iter().any(|fault| fault.severity == Severity::Error);
    if !matches!(source.value, Value::Object(_)) {
        // What could not be read at all was told already; anything else that is no config has one fault.
        if is_read {
            let fault = Config::survey(&source.value).1.all().into_iter().find(|fault| fault.code == "wrong-type");
            found.extend(fault.map(|fault| Diagnostic::of_fault(fault, 0..source.text.len().min(1))));
        }
        return Ok(Checked { source, config: None, diagnostics: found });
    }
    let cards = assent_catalogue::cards()?;
    let (config, faults) = Config::survey(&source.value);
    let (site, unresolved) = Site::new(&source, &config, &cards, today);
    let mut faults = faults.all();
    faults.extend(unresolved);
    let mut known = HashSet::new();
    faults.retain(|fault| known.insert((fault.code, fault.path.clone(), fault.message.clone())));
    let is_usable = is_read && faults.is_empty();
    found.extend(faults.into_iter().map(|fault| {
        let is_of_key = ["unknown-key", "unknown-parameter", "unknown-text"].contains(&fault.code);
        let span = if is_of_key { source.key_span(&fault.path) } else { source.span(&fault.path) };
        Diagnostic::of_fault(fault, span)
    }));
    found.extend(judged(&site));
    found.sort_by(|one, other| (one.span.start, one.code).cmp(&(other.span.start, other.code)));
    Ok(Checked { config: is_usable.then_some(config), diagnostics: found, source })
}

/// What the rules find, without what the config itself allows. A fault that keeps the config from being used is not
/// among it, so that it cannot be allowed away.
fn judged(site: &Site<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.counts_in(&site.jurisdictions)) {
        let mut findings = Findings::new(rule, site.source);
        (rule.check)(site, &mut findings);
        found.extend(findings.all());
    }
    let allowed = site.written.part("lint").part("allow").names();
    let unused = rules::unused(&allowed, &found, site);
    found.retain(|one| !allowed.contains(&one.code));
    found.extend(unused.into_iter().filter(|one| !allowed.contains(&one.code)));
    found
}
