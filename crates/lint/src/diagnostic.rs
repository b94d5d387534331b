//! What a check tells: code, message, place, help and page. Knows no terminal; `miette` draws it.

use assent_model::{Fault, Value};
use std::fmt;
use std::ops::Range;

/// One thing that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The rule: stable, kebab-case, reads as "allow …".
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where, as a path of keys: `services[2].items[0].name`. Empty for the whole file.
    pub path: String,
    /// Where, in bytes of the text.
    pub span: Range<usize>,
    /// Other places that belong to it, in bytes of the text, and what is there.
    pub others: Vec<(Range<usize>, &'static str)>,
    /// What is wrong, without a full stop at its end.
    pub message: String,
    /// How to mend it: one or more sentences.
    pub help: String,
    /// What mends it, where there is one right answer.
    pub fix: Option<Fix>,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Advice,
    /// Likely wrong, or wrong in a part of the world.
    Warning,
    /// Wrong: nothing is built from it.
    Error,
}

/// A change of the file that mends a fault.
#[derive(Debug, Clone, PartialEq)]
pub enum Fix {
    /// The value at this path becomes another; it is added where it is missing.
    Set(String, Value),
    /// The list at this path gets a further member; it is added where it is missing.
    Append(String, Value),
    /// What is at this path goes.
    Remove(String),
}

impl Diagnostic {
    /// A diagnostic at a place of the text.
    pub fn new(
        code: &'static str,
        severity: Severity,
        span: Range<usize>,
        message: String,
        help: String,
    ) -> Diagnostic {
        Diagnostic { code, severity, path: String::new(), span, others: Vec::new(), message, help, fix: None }
    }

    /// The same, with its path of keys.
    #[must_use]
    pub fn at(self, path: &str) -> Diagnostic {
        Diagnostic { path: path.to_owned(), ..self }
    }

    /// The same, with another place that belongs to it.
    #[must_use]
    pub fn with(mut self, span: Range<usize>, what: &'static str) -> Diagnostic {
        self.others.push((span, what));
        self
    }

    /// A fault of the model, which is always an error.
    pub fn of_fault(fault: Fault, span: Range<usize>) -> Diagnostic {
        Diagnostic::new(fault.code, Severity::Error, span, fault.message, fault.help).at(&fault.path)
    }

    /// Where its page lies in the project's documentation.
    pub fn page(&self) -> String {
        format!("docs/rules/{}.md", self.code)
    }
}

impl Severity {
    /// Its name, for people and machines.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Advice => "advice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Diagnostic {}

impl miette::Diagnostic for Diagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Advice => miette::Severity::Advice,
            Severity::Warning => miette::Severity::Warning,
            Severity::Error => miette::Severity::Error,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.page()))
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = miette::LabeledSpan> + '_>> {
        let label = (!self.path.is_empty()).then(|| self.path.clone());
        let own = miette::LabeledSpan::new_primary_with_span(label, self.span.clone());
        let others = self
            .others
            .iter()
            .map(|(span, what)| miette::LabeledSpan::new_with_span(Some((*what).to_owned()), span.clone()));
        Some(Box::new(std::iter::once(own).chain(others)))
    }
}
