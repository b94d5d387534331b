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

    /// How many findings `--fix` would mend: none as long as the text is not plain JSON.
    pub fn mendable(&self) -> usize {
        let is_plain = !self.findings.iter().any(|one| ["not-json", "duplicate-key"].contains(&one.code));
        self.findings.iter().filter(|one| is_plain && one.fix.is_some()).count()
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;
    use proptest::prelude::*;

    fn printed(text: &str, format: Format) -> String {
        let findings = assent_lint::check(text, "2026-11-22").unwrap().diagnostics;
        let mut out = Vec::new();
        print(&[Report { name: "x".to_owned(), text: text.to_owned(), findings }], format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn any_config() -> impl Strategy<Value = String> {
        let word =
            prop_oneof!["[a-z*_]{0,6}", "[\\PC\r\n\t]{0,8}", Just("necessary".to_owned()), Just("matomo".to_owned()),];
        let leaf = prop_oneof![
            word.prop_map(serde_json::Value::from),
            any::<u32>().prop_map(serde_json::Value::from),
            any::<f64>().prop_map(serde_json::Value::from),
            any::<bool>().prop_map(serde_json::Value::from),
            Just(serde_json::Value::Null),
        ];
        let keys: Vec<&str> =
            "controller name contact policy url imprint effectiveDate languages categories id required \
            sale services use with category title purpose reason basis storage processing items type days domains path \
            partitioned unnamed vendor country transfer hosts script src steps signals banner layout position theme \
            accent domain reload regions US-CA FR model net texts en lint allow csp jurisdictions revisit"
                .split_whitespace()
                .collect();
        let value = leaf.prop_recursive(6, 60, 6, move |inner| {
            let members = prop::collection::btree_map(prop::sample::select(keys.clone()), inner.clone(), 0..8);
            prop_oneof![
                prop::collection::vec(inner, 0..4).prop_map(serde_json::Value::from),
                members.prop_map(|members| {
                    serde_json::Value::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
                }),
            ]
        });
        value.prop_map(|value| format!("{value:#}"))
    }

    proptest! {
        #[test]
        fn whatever_is_read_can_be_told_in_every_form(text in prop_oneof![any_config(), ".*", "[\\[\\]{}\",:a\r\n/*]{0,40}"]) {
            for format in Format::value_variants() {
                let printed = printed(&text, *format);
                prop_assert!(!printed.contains("Failed to read contents"), "{}", printed);
                if matches!(format, Format::Json | Format::Sarif) {
                    prop_assert!(serde_json::from_str::<serde_json::Value>(&printed).is_ok());
                }
            }
        }

        #[test]
        fn what_is_mended_is_read_again_and_has_nothing_left_to_mend(text in any_config()) {
            let mut text = text;
            for _ in 0..8 {
                let checked = assent_lint::check(&text, "2026-11-22").unwrap();
                let fixes: Vec<_> = checked.diagnostics.iter().filter_map(|one| one.fix.as_ref()).collect();
                let Some(mended) = assent_lint::mend(&text, &fixes) else { return Ok(()) };
                prop_assert!(serde_json::from_str::<serde_json::Value>(&mended).is_ok());
                text = mended;
            }
            prop_assert!(false, "there is always something left to mend: {}", text);
        }
    }
}
