//! `assent gpc`: the file that tells the world of a site's support for Global Privacy Control. Knows no config.

use crate::{Outcome, clock, files, output};
use assent_model::time::is_date;
use miette::{Result, miette};
use std::path::PathBuf;

/// Print or write /.well-known/gpc.json, which says that a site obeys Global Privacy Control
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// Write it to .well-known/gpc.json in this folder, the root of the site
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The day on which the site states it; today without it
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
}

const HELP: &str = "Example:
  assent gpc --out public --date 2026-05-01

Assent obeys the signal where a category is marked `\"sale\": true`. The file says so for the whole site, with the \
servers behind it: publish it once they obey too. https://www.w3.org/TR/gpc/";

/// Prints or writes the file.
///
/// # Errors
/// The date is none, or the file cannot be written.
pub fn run(args: &Args) -> Result<Outcome> {
    let date = args.date.clone().map_or_else(clock::today, Ok)?;
    if !is_date(&date) {
        let help = "Write year, month and day: 2026-05-01.";
        return Err(miette!(help = help, "\"{date}\" is not a date"));
    }
    let text = format!("{{\n  \"gpc\": true,\n  \"lastUpdate\": \"{date}\"\n}}\n");
    match &args.out {
        Some(folder) => files::write(&folder.join(".well-known/gpc.json"), text.as_bytes())?,
        None => output::print(&text)?,
    }
    Ok(Outcome::Clean)
}
