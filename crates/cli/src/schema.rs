//! `assent schema`: prints the JSON Schema of a config. Knows not what is in it.

use crate::{Outcome, files, output};
use miette::{IntoDiagnostic, Result};
use std::path::PathBuf;

/// Print the JSON Schema of assent.json, with which an editor completes and explains each key
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// Write it to this file instead
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

const HELP: &str = "Example:
  assent schema --out assent.schema.json

Then begin the config with

  \"$schema\": \"./assent.schema.json\",

and an editor that knows JSON Schema (draft 2020-12) completes keys, cards and their parameters.";

/// Prints or writes the schema.
///
/// # Errors
/// It cannot be written.
pub fn run(args: &Args) -> Result<Outcome> {
    let schema = assent_catalogue::schema().into_diagnostic()?;
    match &args.out {
        Some(path) => files::write(path, schema.as_bytes())?,
        None => output::print(&schema)?,
    }
    Ok(Outcome::Clean)
}
