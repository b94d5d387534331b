//! How each part of the tests is started. Knows programs and flags, not what is tested.

use super::Part;
use crate::browsers::Engine;
use crate::kit::{self, Effort};
use crate::npm::Npm;
use crate::toolchain::{Purpose, Toolchain};
use crate::{codegen, example, paths, run, size};
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::process::Command;

pub(super) fn run(part: Part) -> Result<()> {
    match part {
        Part::Fmt => fmt(),
        Part::Clippy => clippy(),
        Part::Native => native(),
        Part::Gate => gate(),
        Part::Size => size::size(false),
        Part::Wasm => wasm(),
        Part::Browser => browser(),
    }
}

fn fmt() -> Result<()> {
    has("fmt", "rustfmt")?;
    run::visible(cargo(&["fmt", "--all", "--check"]).stdin(std::process::Stdio::null())).context("run `cargo fmt`")
}

fn clippy() -> Result<()> {
    has("clippy", "clippy")?;
    run::visible(&mut cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    codegen::codegen(true)
}

fn native() -> Result<()> {
    run::visible(&mut cargo(&["test", "--quiet", "--workspace", "--exclude", "xtask"]))?;
    run::visible(&mut cargo(&["test", "--quiet", "--package", "xtask", "--lib"]))
}

fn gate() -> Result<()> {
    // By name, not by folder: what `node --test <folder>` means differs between versions of Node.
    let tests = paths::root().join("tests/gate");
    let files: Vec<_> = ["js", "mjs"].into_iter().flat_map(|ending| paths::files(&tests, ending)).collect();
    let files = files.into_iter().filter(|file| file.to_string_lossy().contains(".test."));
    let mut command = Command::new("node");
    command.arg("--test").args(files).current_dir(paths::root());
    run::visible(&mut command)?;
    types()
}

/// The types that the gate's comments state, checked.
fn types() -> Result<()> {
    let mut command = Command::new("node");
    command.arg(Npm::ready()?.file("typescript/bin/tsc")).current_dir(paths::root());
    command.args(["--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "es2022", "--module", "es2022"]);
    command.args(["--lib", "es2022,dom,dom.iterable", "www/gate.js", "www/gate.d.ts"]);
    command.args(paths::files(&paths::root().join("www/parts"), "js"));
    run::visible(&mut command)
}

fn wasm() -> Result<()> {
    let toolchain = Toolchain::find()?;
    let browser = Engine::Chromium.ready()?;
    let capabilities = paths::target().join("webdriver.json");
    let profile = env::temp_dir().join(format!("assent-wasm-{}", std::process::id()));
    let wanted = browser.capabilities(&profile.to_string_lossy());
    paths::write(&capabilities, wanted.to_string().as_bytes())?;
    let mut runner = env::current_exe()?.into_os_string();
    runner.push(" wasm-runner");
    let mut command = toolchain.cargo("test", Purpose::Tests);
    command.args(["--package", "assent", "--lib", "--tests"]);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    command.env("CHROMEDRIVER", &browser.driver).env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities);
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "120").env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "20");
    let result = run::visible(&mut command);
    let _ = std::fs::remove_dir_all(profile);
    result
}

fn browser() -> Result<()> {
    Engine::Chromium.ready()?;
    Engine::Firefox.ready()?;
    kit::dist(&paths::dist(), Effort::Full)?;
    example::build()?;
    run::visible(&mut cargo(&["build", "--quiet", "--package", "assent-cli"]))?;
    run::visible(&mut cargo(&["test", "--quiet", "--package", "xtask", "--test", "browser"]))
}

/// Runs one Wasm test file: what `cargo test` calls for the Wasm target.
pub fn run_wasm(args: Vec<String>) -> Result<()> {
    let program = OsString::from("wasm-bindgen-test-runner");
    let args = args.into_iter().map(OsString::from);
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::iter::once(program).chain(args))
}

fn cargo(args: &[&str]) -> Command {
    let mut command = run::clean("cargo");
    command.args(args).current_dir(paths::root());
    command
}

/// Tells how to install a component that cargo calls, rather than let it fail with less.
fn has(subcommand: &str, component: &str) -> Result<()> {
    if run::output(&mut cargo(&[subcommand, "--version"])).is_err() {
        bail!("`cargo {subcommand}` is not installed: run `rustup component add {component}`");
    }
    Ok(())
}
