//! Minifies the kit's scripts with esbuild. Knows their formats, not what they do.

use crate::npm::Npm;
use crate::paths;
use anyhow::{Result, bail};

const MARK: &str = "__KIT__";

/// The gate as a classic script, with the kit's version and digest written into it.
pub(super) fn gate(npm: &Npm, source: &[u8], digest: &str) -> Result<Vec<u8>> {
    let source = String::from_utf8_lossy(source);
    if !source.contains(MARK) {
        bail!("www/gate.js does not hold {MARK}, the place for the kit's version");
    }
    let short: String = digest.chars().take(8).collect();
    let source = source.replace(MARK, &format!("{}+{short}", env!("CARGO_PKG_VERSION")));
    npm.esbuild(&["--loader=js", "--target=es2021", "--format=iife"], source.as_bytes())
}

/// The parts of the gate as they lie in the tree: file name in the kit and source.
pub(super) fn parts() -> Result<Vec<(String, Vec<u8>)>> {
    let files = paths::files(&paths::root().join("www/parts"), "js");
    let name = |file: &std::path::Path| format!("assent-{}", file.file_name().unwrap_or_default().to_string_lossy());
    files.iter().map(|file| Ok((name(file), paths::read(file)?))).collect()
}

/// A part of the gate, as a classic script.
pub(super) fn part(npm: &Npm, source: &[u8]) -> Result<Vec<u8>> {
    npm.esbuild(&["--loader=js", "--target=es2021"], source)
}

/// The glue between the page and the Wasm, a module.
pub(super) fn glue(npm: &Npm, source: &str) -> Result<Vec<u8>> {
    npm.esbuild(&["--loader=js", "--target=es2020", "--format=esm"], source.as_bytes())
}
