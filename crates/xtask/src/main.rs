//! The command line of `cargo xtask`: names the commands, and knows nothing of how they work.

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use xtask::{bench, codegen, example, kit, serve, shots, size, test};

/// The project's own tasks.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds the kit: every file that a site serves.
    Dist {
        /// The folder to write to.
        #[arg(long, default_value = "dist")]
        out: PathBuf,
    },
    /// Builds the kit, serves the demo site, and rebuilds when a source changes.
    Serve {
        /// The demo's port; the third parties are played on the next one.
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Builds the Yew application of `examples/yew` into `target/example`; `serve` shows it under `/yew/`.
    Example,
    /// Runs every test, or the named parts.
    Test {
        /// The parts to run; all of them when none is named.
        part: Vec<test::Part>,
    },
    /// Makes pictures of all that visitors see, and one sheet with all of them.
    Shots,
    /// Measures the kit against the budgets and the committed snapshot.
    Size {
        /// Writes the snapshot anew.
        #[arg(long)]
        update: bool,
    },
    /// Measures how fast it is, into bench/RESULTS.md.
    Bench {
        /// What to measure.
        #[arg(default_value = "interaction")]
        topic: bench::Topic,
    },
    /// Writes the generated files that are committed.
    Codegen {
        /// Writes nothing, and fails when a file is stale.
        #[arg(long)]
        check: bool,
    },
    /// Runs one Wasm test file in a browser: `cargo test` calls this.
    #[command(hide = true)]
    WasmRunner {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Dist { out } => kit::dist(&out, kit::Effort::Full).map(drop),
        Task::Serve { port } => serve::serve(port),
        Task::Example => example::build(),
        Task::Test { part } => test::test(&part),
        Task::Shots => shots::shots(),
        Task::Size { update } => size::size(update),
        Task::Bench { topic } => bench::bench(topic),
        Task::Codegen { check } => codegen::codegen(check),
        Task::WasmRunner { args } => test::run_wasm(args),
    }
}
