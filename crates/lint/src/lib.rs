//! The linter: reads a config with the place of every value, and tells all that is wrong with it. Knows no terminal.
//!
//! [`check`] never stops at the first fault: what cannot be read is told, and the rest is looked at all the same.

mod color;
mod countries;
mod csp;
mod diagnostic;
mod findings;
mod jurisdiction;
pub mod rules;
mod site;
mod source;
mod words;

pub use diagnostic::{Diagnostic, Fix, Severity};
pub use findings::{Findings, Found};
pub use jurisdiction::Jurisdictions;
pub use site::{Item, Service, Site};
pub use source::Source;

use assent_catalogue::Unreadable;
use assent_model::{Config, Fault, Surroundings, Value, resolve};
use rules::RULES;

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
    check_over(text, &Value::Null, today)
}

/// Checks the text of a part of a config, with what it does not say taken from another: for examples, which need not
/// repeat what they are not about.
///
/// # Errors
/// As [`check`].
pub fn check_over(text: &str, base: &Value, today: &str) -> Result<Checked, Unreadable> {
    let (mut source, mut found) = Source::read(text);
    source.value = over(&source.value, base);
    let unreadable = found.iter().any(|fault| fault.severity == Severity::Error);
    if source.value == Value::Null {
        return Ok(Checked { source, config: None, diagnostics: found });
    }
    let cards = assent_catalogue::cards()?;
    let (config, faults) = Config::survey(&source.value);
    let mut faults = faults.all();
    for fault in unresolved(&config, &cards, today) {
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    let usable = faults.is_empty() && !unreadable;
    found.extend(faults.into_iter().map(|fault| {
        let span = source.span(&fault.path);
        Diagnostic::of_fault(fault, span)
    }));
    let site = Site::new(&source, &config, &cards, today);
    for rule in RULES {
        let mut findings = Findings::new(rule, &source);
        (rule.check)(&site, &mut findings);
        found.extend(findings.all());
    }
    let allowed = source.value.part("lint").part("allow").names();
    found.retain(|one| !allowed.contains(&one.code) || unallowable(one));
    found.sort_by(|one, other| (one.span.start, one.code).cmp(&(other.span.start, other.code)));
    Ok(Checked { config: usable.then_some(config), diagnostics: found, source })
}

/// A fault that keeps the config from being used cannot be allowed away.
fn unallowable(one: &Diagnostic) -> bool {
    RULES.iter().all(|rule| rule.code != one.code)
}

/// What can only be seen with the cards and the texts in hand, in each language of the site.
fn unresolved(config: &Config, cards: &assent_model::Cards, today: &str) -> Vec<Fault> {
    let mut all: Vec<Fault> = Vec::new();
    for language in site::languages(config) {
        let Some(texts) = assent_catalogue::texts(language) else { continue };
        let around = Surroundings { cards, texts: &texts, language, today, region: "" };
        all.extend(resolve(config, around).err().into_iter().flatten());
    }
    all
}

/// An object whose missing keys are taken from another.
fn over(own: &Value, base: &Value) -> Value {
    let Value::Object(entries) = own else { return own.clone() };
    let missing = base.entries().iter().filter(|(key, _)| own.get(key).is_none());
    Value::Object(entries.iter().chain(missing).cloned().collect())
}
