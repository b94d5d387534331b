//! `assent check`: tells all that is wrong with configs. Knows no rule.

use crate::{Outcome, clock, files};
use miette::{IntoDiagnostic, NamedSource, Result};
use std::path::PathBuf;

/// Tell all that is wrong with a config
#[derive(clap::Args)]
pub struct Args {
    /// The configs; `-` is standard input
    #[arg(value_name = "FILE", default_value = "assent.json")]
    files: Vec<PathBuf>,
}

/// Checks each file.
///
/// # Errors
/// A file cannot be read.
pub fn run(args: &Args) -> Result<Outcome> {
    let today = clock::today()?;
    let mut outcome = Outcome::Clean;
    for path in &args.files {
        let text = files::read(path)?;
        let checked = assent_lint::check(&text, &today).into_diagnostic()?;
        if !checked.diagnostics.is_empty() {
            outcome = Outcome::Findings;
        }
        print(path, &checked)?;
    }
    Ok(outcome)
}

/// Prints all that was found in a file.
pub fn print(path: &std::path::Path, checked: &assent_lint::Checked) -> Result<()> {
    for one in &checked.diagnostics {
        let source = NamedSource::new(path.display().to_string(), checked.source.text.clone());
        println!("{:?}", miette::Report::new(one.clone()).with_source_code(source));
    }
    Ok(())
}
