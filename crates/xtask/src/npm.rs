//! The tools that come from npm: pinned by the lock file beside this crate, installed into `target/npm`. Knows how to run them, not what for.

use crate::{apt, paths, run, say};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The installed tools.
pub struct Npm {
    modules: PathBuf,
}

impl Npm {
    /// Installs what the lock file names, unless that is done already.
    pub fn ready() -> Result<Self> {
        let source = paths::root().join("crates/xtask/npm");
        let folder = paths::target().join("npm");
        let lock = paths::read(&source.join("package-lock.json"))?;
        let npm = Self { modules: folder.join("node_modules") };
        let stamp = folder.join("installed");
        if npm.modules.is_dir() && std::fs::read(&stamp).is_ok_and(|old| old == lock) {
            return Ok(npm);
        }
        node()?;
        let step = say::begin("npm", "installing the pinned tools into target/npm");
        paths::write(&folder.join("package.json"), &paths::read(&source.join("package.json"))?)?;
        paths::write(&folder.join("package-lock.json"), &lock)?;
        install(&folder)?;
        paths::write(&stamp, &lock)?;
        step.done("installed");
        Ok(npm)
    }

    /// A file of an installed package.
    pub fn file(&self, path: &str) -> PathBuf {
        self.modules.join(path)
    }

    /// Runs text through esbuild.
    pub(crate) fn esbuild(&self, flags: &[&str], input: &[u8]) -> Result<Vec<u8>> {
        let mut command = Command::new("node");
        command.arg(self.file("esbuild/bin/esbuild")).args([
            "--minify",
            "--legal-comments=none",
            "--log-level=warning",
        ]);
        run::piped(command.args(flags), input)
    }

    /// Runs binaryen's wasm-opt from one file to another.
    pub(crate) fn wasm_opt(&self, flags: &[&str], from: &Path, to: &Path) -> Result<()> {
        let mut command = Command::new("node");
        command.arg(self.file("binaryen/bin/wasm-opt")).args(flags).arg(from).arg("-o").arg(to);
        run::output(&mut command).map(drop)
    }
}

fn install(folder: &Path) -> Result<()> {
    let mut command = Command::new("npm");
    command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder);
    run::output(&mut command).map(drop).context("the tools of crates/xtask/npm could not be installed")
}

fn node() -> Result<()> {
    if run::find("node").is_some() && run::find("npm").is_some() {
        return Ok(());
    }
    if apt::usable() {
        return apt::install(&["nodejs", "npm"]);
    }
    bail!("node and npm are not on the PATH: install Node.js 18 or newer, for wasm-opt and esbuild come from npm")
}
