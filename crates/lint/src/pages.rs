//! The pages of all codes that can come out, those of rules and those of faults. Knows no terminal.

use crate::diagnostic::Severity;
use crate::faults::FAULTS;
use crate::rules::RULES;

/// What is to be known of a code.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// The code.
    pub code: &'static str,
    /// How bad it usually is.
    pub severity: Severity,
    /// Where it counts: codes of `jurisdictions`; everywhere if there is none.
    pub jurisdictions: &'static [&'static str],
    /// Whether it is a rule, which a config may allow, and not a fault that keeps it from being used.
    pub is_rule: bool,
    /// The manual, in Markdown.
    pub text: &'static str,
}

/// Every page: the rules in their reading order, then the faults.
pub fn pages() -> impl Iterator<Item = Page> {
    let rules = RULES.iter().map(|rule| Page {
        code: rule.code,
        severity: rule.severity,
        jurisdictions: rule.jurisdictions,
        is_rule: true,
        text: rule.page,
    });
    let faults = FAULTS.iter().map(|fault| Page {
        code: fault.code,
        severity: Severity::Error,
        jurisdictions: &[],
        is_rule: false,
        text: fault.page,
    });
    rules.chain(faults)
}

/// The page of a code.
pub fn page(code: &str) -> Option<Page> {
    pages().find(|page| page.code == code)
}

impl Page {
    /// What it is about, in one sentence.
    pub fn summary(&self) -> &'static str {
        self.text.lines().nth(2).unwrap_or_default()
    }

    /// Where it counts, as a reader would say it.
    pub fn places(&self) -> String {
        if self.jurisdictions.is_empty() { "everywhere".to_owned() } else { self.jurisdictions.join(", ") }
    }
}
