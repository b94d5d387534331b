//! `cargo xtask test`: every part of the tests, in an order that fails early. Knows how to start each, not what it tests.

mod parts;

use crate::say;
use anyhow::{Result, bail};
use clap::ValueEnum;
use std::time::Instant;

pub use parts::run_wasm;

/// A part of the tests. The order is the order of running: what is quick and often wrong comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Formatting.
    Fmt,
    /// Lints, and that the generated files are fresh.
    Clippy,
    /// Native tests of every crate.
    Native,
    /// The gate on its own, in Node.
    Gate,
    /// The kit's weight.
    Size,
    /// The widget's unit tests, in a browser.
    Wasm,
    /// The promises, in Chromium and in Firefox.
    Browser,
}

/// Runs these parts, or all; tells of each, and fails when one did.
pub fn test(parts: &[Part]) -> Result<()> {
    let chosen: Vec<Part> =
        Part::value_variants().iter().copied().filter(|part| parts.is_empty() || parts.contains(part)).collect();
    let mut lines = Vec::new();
    let mut failed = 0;
    for part in &chosen {
        let name = format!("{part:?}").to_lowercase();
        println!("\n== {name}");
        let start = Instant::now();
        let result = parts::run(*part);
        if let Err(error) = &result {
            eprintln!("error: {error:#}");
            failed += 1;
        }
        let word = if result.is_ok() { "passed" } else { "FAILED" };
        lines.push(format!("{name:<8} {word} {:>8}", say::seconds(start)));
    }
    println!("\n{}\nparts: {} passed, {failed} failed", lines.join("\n"), chosen.len() - failed);
    if failed > 0 {
        bail!("{failed} of {} parts failed: their output is above", chosen.len());
    }
    Ok(())
}
