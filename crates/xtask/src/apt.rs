//! Installs Debian packages where that is possible: as root, with apt-get. Knows no package by name.

use crate::{run, say};
use anyhow::Result;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::process::Command;

/// Whether packages can be installed here.
pub(crate) fn usable() -> bool {
    let root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    root && run::find("apt-get").is_some()
}

/// Installs the packages, with a line that says so. They must exist under these names in this release of Debian.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let step = say::begin("apt", &format!("installing {}", packages.join(" ")));
    run::output(Command::new("apt-get").args(["update", "-q"]))?;
    let mut command = Command::new("apt-get");
    command.args(["install", "-y", "-q", "--no-install-recommends"]).args(packages);
    run::output(command.env("DEBIAN_FRONTEND", "noninteractive"))?;
    step.done("installed");
    Ok(())
}
