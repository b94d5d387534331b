//! The command line of `assent`: names the commands and their exit codes. Knows nothing of how they work.

mod add;
mod ask;
mod build;
mod card;
mod check;
mod clock;
mod codes;
mod declare;
mod explain;
mod files;
mod gpc;
mod init;
mod json;
mod output;
mod report;
mod rules;
mod schema;
mod services;
mod site;
mod table;
mod verify;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// A consent widget for websites: check its config, build a page from it
#[derive(Parser)]
#[command(name = "assent", version, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 all is well, 1 something was found, 2 it could not run.";

#[derive(Subcommand)]
enum Command {
    Init(init::Args),
    Add(add::Args),
    Services(services::Args),
    Check(check::Args),
    Build(build::Args),
    Explain(explain::Args),
    Rules(rules::Args),
    Declare(declare::Args),
    Schema(schema::Args),
    Gpc(gpc::Args),
    Verify(verify::Args),
}

/// How a command ended, if it could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Clean,
    /// Something was found that the author should mend.
    Findings,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(report) => {
            eprintln!("{report:?}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> miette::Result<Outcome> {
    match command {
        Command::Init(args) => init::run(&args),
        Command::Add(args) => add::run(&args),
        Command::Services(args) => services::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Declare(args) => declare::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Gpc(args) => gpc::run(&args),
        Command::Verify(args) => verify::run(&args),
    }
}
