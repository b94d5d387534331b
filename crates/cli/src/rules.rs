//! `assent rules`: lists the codes. Knows no rule.

use crate::{Outcome, output};
use assent_lint::{Page, pages};
use clap::ValueEnum;
use miette::Result;
use serde_json::{Value, json};

/// List the rules and faults: code, severity, where it counts, and what it is about
#[derive(clap::Args)]
pub struct Args {
    /// How to tell it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// The form of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each
    Table,
    /// A list of objects
    Json,
}

/// Prints the list.
///
/// # Errors
/// It cannot be printed.
pub fn run(args: &Args) -> Result<Outcome> {
    let text = match args.format {
        Format::Table => table(),
        Format::Json => format!("{:#}\n", pages().map(object).collect::<Value>()),
    };
    output::or_closed(output::text(&text))?;
    Ok(Outcome::Clean)
}

fn table() -> String {
    let row = |page: Page| [page.code.to_owned(), page.severity.name().to_owned(), page.places()];
    let width = |column: usize| {
        let cells = pages().filter_map(|page| row(page).get(column).map(String::len));
        cells.max().unwrap_or(0)
    };
    let (code, severity, places) = (width(0), width(1), width(2));
    let line = |page: Page| {
        let [one, two, three] = row(page);
        format!("{one:code$}  {two:severity$}  {three:places$}  {}\n", page.summary())
    };
    let (rules, faults): (Vec<Page>, Vec<Page>) = pages().partition(|page| page.is_rule);
    let lines = |pages: Vec<Page>| pages.into_iter().map(line).collect::<String>();
    format!(
        "Rules, which a config may allow with a reason:\n\n{}\nFaults, with which a config cannot be used:\n\n{}",
        lines(rules),
        lines(faults)
    )
}

fn object(page: Page) -> Value {
    json!({
        "code": page.code,
        "severity": page.severity.name(),
        "jurisdictions": page.jurisdictions,
        "rule": page.is_rule,
        "summary": page.summary(),
    })
}
