//! Where things lie in the tree, and the reading and writing of files with errors that name them.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// The folder for everything that is made and not committed.
pub fn target() -> PathBuf {
    root().join("target")
}

/// Where the kit is built when no other folder is named.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Where `serve` puts its own kit: built quickly, and so larger than what a site should be given.
pub fn served() -> PathBuf {
    target().join("served")
}

/// Where tests put what `assent build` makes; the site serves it under `/built/`.
pub fn built() -> PathBuf {
    target().join("built")
}

/// Where the pictures for people go.
pub fn shots() -> PathBuf {
    target().join("shots")
}

/// Where the Yew application of `examples/yew` is built; the site serves it under `/yew/`.
pub fn example() -> PathBuf {
    target().join("example")
}

/// The command `assent`, as cargo leaves it.
pub fn command() -> PathBuf {
    target().join("debug").join(format!("assent{}", std::env::consts::EXE_SUFFIX))
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

pub(crate) fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read as text", path.display()))
}

/// Writes a file, and its folder when that is missing. An unchanged file keeps its time, so nothing that watches it wakes.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

/// The files of a folder with this ending, sorted by name. A missing folder has none.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<_> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == ending)).collect();
    found.sort();
    found
}

/// A digest over several pieces, in hex.
pub(crate) fn digest<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for piece in pieces {
        hash.update((piece.len() as u64).to_le_bytes());
        hash.update(piece);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
