//! `assent explain`: prints the page of a code. Knows no rule.

use crate::{Outcome, codes, output};
use miette::Result;

/// Explain a code: what it finds, why that is bad, by which law, and what to write instead
#[derive(clap::Args)]
pub struct Args {
    /// The codes, as `assent check` prints them
    #[arg(value_name = "CODE", required = true)]
    codes: Vec<String>,
}

/// Prints the pages.
///
/// # Errors
/// There is no such code.
pub fn run(args: &Args) -> Result<Outcome> {
    let pages: Vec<_> = args.codes.iter().map(|code| codes::find(code)).collect::<Result<_>>()?;
    let texts: Vec<&str> = pages.iter().map(|page| page.text).collect();
    output::or_closed(output::text(&texts.join("\n")))?;
    Ok(Outcome::Clean)
}
