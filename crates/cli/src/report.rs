//! What was found, in the form that was asked for. Knows no rule and no file.

mod github;
mod json;
mod lines;
mod people;
mod sarif;

pub use lines::{Lines, Place};

use assent_lint::{Diagnostic, Severity};
use clap::ValueEnum;
use std::io::{self, Write};

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The lines of the file with carets; in colour on a terminal
    Graphical,
    /// Plain sentences, for screen readers and speech
    Narratable,
    /// One object, described in docs/check.md
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands of GitHub Actions, which it shows at the lines of a pull request
    Github,
}

/// What was found in a file.
#[derive(Debug)]
pub struct Report {
    /// The file, as it was named.
    pub name: String,
    /// Its text, as it was checked.
    pub text: String,
    /// What was found, in the order of the text.
    pub findings: Vec<Diagnostic>,
}

impl Report {
    /// How many findings are as severe as this.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|one| one.severity == severity).count()
    }

    /// How many findings `--fix` would mend.
    pub fn mendable(&self) -> usize {
        self.findings.iter().filter(|one| one.fix.is_some()).count()
    }
}

/// Prints all reports in one form.
///
/// # Errors
/// The output cannot be written.
pub fn print(reports: &[Report], format: Format, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Graphical => people::graphical(reports, out),
        Format::Narratable => people::narratable(reports, out),
        Format::Json => json::print(reports, out),
        Format::Sarif => sarif::print(reports, out),
        Format::Github => github::print(reports, out),
    }
}
