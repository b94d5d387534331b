//! Where a rule puts what it finds. Knows the rule and the places of the text, so that a rule need not.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::rules::Rule;
use crate::source::Source;

/// What one rule has found so far.
#[derive(Debug)]
pub struct Findings<'a> {
    rule: &'a Rule,
    source: &'a Source,
    found: Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    /// Nothing found yet.
    pub fn new(rule: &'a Rule, source: &'a Source) -> Findings<'a> {
        Findings { rule, source, found: Vec::new() }
    }

    /// Adds a finding at a path of keys, as severe as the rule says. Gives it back, to be made more or less severe,
    /// or to be given a fix.
    pub fn add(&mut self, path: &str, message: impl Into<String>, help: impl Into<String>) -> Found<'_> {
        self.push(path, self.source.span(path), message.into(), help.into())
    }

    /// Adds a finding whose carets stand under a key, and not under its value.
    pub fn add_at_key(&mut self, path: &str, message: impl Into<String>, help: impl Into<String>) -> Found<'_> {
        self.push(path, self.source.key_span(path), message.into(), help.into())
    }

    /// All that was found.
    pub fn all(self) -> Vec<Diagnostic> {
        self.found
    }

    fn push(&mut self, path: &str, span: std::ops::Range<usize>, message: String, help: String) -> Found<'_> {
        self.found.push(Diagnostic::new(self.rule.code, self.rule.severity, span, message, help).at(path));
        Found(self.found.last_mut())
    }
}

/// The finding that was just added.
#[derive(Debug)]
pub struct Found<'f>(Option<&'f mut Diagnostic>);

impl Found<'_> {
    /// Makes it as severe as this.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        if let Some(found) = &mut self.0 {
            found.severity = severity;
        }
        self
    }

    /// Says what mends it.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        if let Some(found) = &mut self.0 {
            found.fix = Some(fix);
        }
        self
    }
}
