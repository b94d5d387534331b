//! Finds a way to build Wasm on this machine, first hit wins. Knows compilers and their flags, not what is built with them.

use crate::{apt, run, say};
use anyhow::{Result, bail};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target that the widget is built for.
pub const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/Cargo.toml";
const NEITHER: &str = "no way to build Wasm: the active toolchain has no standard library for it. \
    Either run `rustup target add wasm32-unknown-unknown`, or install Debian's packages \
    rustc-web, cargo-web, rust-web-src and lld-22 (as root, `cargo xtask` does it by itself)";

/// A way to build Wasm.
pub struct Toolchain {
    /// What it is, for people and for the size snapshot.
    pub name: &'static str,
    way: Way,
}

enum Way {
    /// The active toolchain, with the standard library as it was delivered.
    Stable,
    /// A nightly of rustup that brings the library's source.
    Nightly,
    /// Debian's compiler with its library source, and a linker.
    Debian(PathBuf),
}

/// What a build is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// What the kit ships: small.
    Kit,
    /// Unit tests: quick to compile, and a panic tells its message.
    Tests,
}

impl Toolchain {
    /// Finds it, and installs it where that is allowed.
    pub fn find() -> Result<Self> {
        let delivered = has_library() || (may_add() && add_target());
        let way = match delivered {
            true if nightly_source() => Way::Nightly,
            true => Way::Stable,
            false => Way::Debian(debian()?),
        };
        let name = match way {
            Way::Stable => "the active toolchain",
            Way::Nightly => "rustup's nightly with its library source",
            Way::Debian(_) => "Debian's compiler with its library source",
        };
        Ok(Self { name, way })
    }

    /// Whether it can make the size build, which needs the library's source.
    pub fn small(&self) -> bool {
        !matches!(self.way, Way::Stable)
    }

    /// The folder for what is built: one for each way and purpose, since a change of flags rebuilds the library.
    pub fn folder(&self, purpose: Purpose) -> PathBuf {
        let name = match (purpose, &self.way) {
            (Purpose::Tests, _) => "wasm-test",
            (Purpose::Kit, Way::Stable) => "wasm-stable",
            (Purpose::Kit, Way::Nightly) => "wasm-nightly",
            (Purpose::Kit, Way::Debian(_)) => "wasm-size",
        };
        crate::paths::target().join(name)
    }

    /// A cargo command with everything that this way and purpose need.
    pub fn cargo(&self, subcommand: &str, purpose: Purpose) -> Command {
        let mut command = self.start();
        command.arg(subcommand).args(["--target", TARGET, "--target-dir"]).arg(self.folder(purpose));
        command.current_dir(crate::paths::root());
        if self.small() {
            command.args(["-Z", "build-std=std,panic_abort"]);
        }
        match purpose {
            Purpose::Kit => self.for_size(&mut command),
            Purpose::Tests => for_tests(&mut command),
        }
        command
    }

    fn start(&self) -> Command {
        match &self.way {
            Way::Stable => run::clean("cargo"),
            Way::Nightly => {
                let mut command = run::clean("rustup");
                command.args(["run", "nightly", "cargo"]);
                command
            }
            Way::Debian(linker) => {
                let mut command = run::clean("/usr/bin/cargo");
                command.env("PATH", debian_path()).env("RUSTC_BOOTSTRAP", "1");
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                command
            }
        }
    }

    fn for_size(&self, command: &mut Command) {
        command.arg("--release");
        // wasm-bindgen reads a custom section that `strip = true` takes away; wasm-opt strips at the end.
        command.env("CARGO_PROFILE_RELEASE_STRIP", "none");
        if self.small() {
            command.args(["-Z", "build-std-features=optimize_for_size", "-Z", "panic-immediate-abort"]);
            command.env("CARGO_PROFILE_RELEASE_PANIC", "immediate-abort");
            command.env("RUSTFLAGS", "-Zlocation-detail=none -Zfmt-debug=none");
        }
    }
}

fn for_tests(command: &mut Command) {
    for (name, value) in [("OPT_LEVEL", "1"), ("DEBUG", "0"), ("INCREMENTAL", "false"), ("DEBUG_ASSERTIONS", "true")] {
        command.env(format!("CARGO_PROFILE_DEV_{name}"), value);
    }
}

fn has_library() -> bool {
    let mut command = run::clean("rustc");
    let Ok(printed) = run::output(command.args(["--print", "target-libdir", "--target", TARGET])) else {
        return false;
    };
    let folder = PathBuf::from(String::from_utf8_lossy(&printed).trim());
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    names.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
}

fn may_add() -> bool {
    std::env::var_os("RUSTUP_AUTO_INSTALL").is_none_or(|value| value != "0") && run::find("rustup").is_some()
}

fn add_target() -> bool {
    let step = say::begin("wasm", "rustup adds the target wasm32-unknown-unknown");
    match run::output(run::clean("rustup").args(["target", "add", TARGET])) {
        Ok(_) => step.done("added"),
        Err(error) => step.done(&format!("not added: {error:#}")),
    }
    has_library()
}

fn nightly_source() -> bool {
    let mut command = run::clean("rustup");
    let Ok(printed) = run::output(command.args(["run", "nightly", "rustc", "--print", "sysroot"])) else {
        return false;
    };
    let sysroot = PathBuf::from(String::from_utf8_lossy(&printed).trim());
    sysroot.join("lib/rustlib/src/rust/library/Cargo.toml").is_file()
}

/// Makes sure of Debian's packages, and gives the linker to use.
fn debian() -> Result<PathBuf> {
    let compiler = ["/usr/bin/rustc", "/usr/bin/cargo", DEBIAN_SOURCE].iter().all(|file| Path::new(file).is_file());
    let linker = linker();
    if let (true, Some(linker)) = (compiler, &linker) {
        return Ok(linker.clone());
    }
    if !apt::usable() {
        bail!(NEITHER);
    }
    let mut packages = vec!["rustc-web", "cargo-web", "rust-web-src"];
    if linker.is_none() {
        packages.push("lld-22");
    }
    apt::install(&packages)?;
    match linker.or_else(self::linker) {
        Some(linker) if Path::new(DEBIAN_SOURCE).is_file() => Ok(linker),
        _ => bail!(NEITHER),
    }
}

fn linker() -> Option<PathBuf> {
    let printed = run::output(run::clean("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    let hosts = PathBuf::from(String::from_utf8_lossy(&printed).trim()).join("lib/rustlib");
    let found = std::fs::read_dir(hosts).into_iter().flatten().flatten();
    let lld = found.map(|host| host.path().join("bin/rust-lld")).find(|file| file.is_file());
    lld.or_else(|| run::find("wasm-ld-22"))
}

fn debian_path() -> OsString {
    let mut path = OsString::from("/usr/bin:");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    path
}
