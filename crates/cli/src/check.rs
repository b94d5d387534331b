//! `assent check`: tells all that is wrong with configs, and mends what has one right answer. Knows no rule.

use crate::files::{self, Input};
use crate::report::{self, Format, Report};
use crate::{Outcome, clock, codes, output};
use assent_lint::{Diagnostic, Fix, Severity, mend};
use miette::{IntoDiagnostic, Result};
use std::path::{Path, PathBuf};

/// How often a file is mended and checked again: one fix may bring another into sight.
const ROUNDS: usize = 8;

/// Tell all that is wrong with a config
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// The configs; `-` is standard input
    #[arg(value_name = "FILE", default_value = "assent.json")]
    files: Vec<PathBuf>,

    /// Mend what has one right answer, in the file; the text of standard input goes to standard output
    #[arg(long)]
    fix: bool,

    /// Count these as errors: codes, or `warnings` for all warnings
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    deny: Vec<String>,

    /// Leave these out: codes of rules
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    allow: Vec<String>,

    /// How to tell it
    #[arg(long, value_enum, default_value_t = Format::Graphical)]
    format: Format,
}

const HELP: &str = "\
Errors end it with 1. Warnings and advice alone do not: `--deny warnings` makes errors of warnings.
To allow a rule for good, say why in the config: \"lint\": {\"allow\": {\"unnamed-item\": \"the vendor gives no name\"}}.
`assent explain CODE` explains a code, `assent rules` lists them.

Exit codes: 0 no errors, 1 errors, 2 it could not run.";

/// Checks each file, and mends it first if that is wished. One that cannot be read does not keep the others from being
/// checked.
///
/// # Errors
/// A file cannot be read or written, or a code is not known.
pub fn run(args: &Args) -> Result<Outcome> {
    for code in args.deny.iter().filter(|code| *code != "warnings") {
        codes::find(code)?;
    }
    for code in &args.allow {
        codes::rule(code)?;
    }
    let today = clock::today()?;
    let (mut reports, mut unread) = (Vec::new(), Vec::new());
    for path in &args.files {
        match one(path, args, &today) {
            Ok(report) => reports.push(report),
            Err(error) => unread.push(error),
        }
    }
    // What was mended of standard input goes to standard output alone.
    let is_piped = args.fix && args.files.iter().any(|path| files::is_stdin(path));
    let printed = if is_piped {
        report::print(&reports, args.format, &mut output::error())
    } else {
        report::print(&reports, args.format, &mut output::standard())
    };
    output::or_closed(printed)?;
    if let Some(last) = unread.pop() {
        unread.iter().for_each(|error| eprintln!("{error:?}"));
        return Err(last);
    }
    let has_errors = reports.iter().any(|report| report.count(Severity::Error) > 0);
    Ok(if has_errors { Outcome::Findings } else { Outcome::Clean })
}

/// Checks one file.
fn one(path: &Path, args: &Args, today: &str) -> Result<Report> {
    let mut input = files::read(path)?;
    let mut findings = found(&input.text, args, today)?;
    if args.fix {
        let before = input.text.clone();
        for _ in 0..ROUNDS {
            let fixes: Vec<&Fix> = findings.iter().filter_map(|one| one.fix.as_ref()).collect();
            let Some(mended) = mend(&input.text, &fixes) else { break };
            input.text = mended;
            findings = found(&input.text, args, today)?;
        }
        put(path, &input, input.text != before)?;
    }
    Ok(Report { name: files::name(path), text: input.text, findings })
}

/// Writes a file that was mended; standard input is passed on, mended or not.
fn put(path: &Path, input: &Input, is_mended: bool) -> Result<()> {
    if files::is_stdin(path) {
        return output::or_closed(output::text(&input.text));
    }
    if is_mended { files::write(path, &input.bytes()) } else { Ok(()) }
}

/// What is found in a text, as severe as the arguments say.
fn found(text: &str, args: &Args, today: &str) -> Result<Vec<Diagnostic>> {
    let mut findings = assent_lint::check(text, today).into_diagnostic()?.diagnostics;
    findings.retain(|one| !args.allow.iter().any(|code| code == one.code));
    let denies = |code: &str| args.deny.iter().any(|denied| denied == code);
    for one in &mut findings {
        if denies(one.code) || (one.severity == Severity::Warning && denies("warnings")) {
            one.severity = Severity::Error;
        }
    }
    Ok(findings)
}
