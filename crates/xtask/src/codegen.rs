//! The generated files that are committed, so that a plain `cargo check` needs no tool. Knows what each is made from.

use crate::npm::Npm;
use crate::paths;
use anyhow::{Result, bail};

/// Writes the generated files anew; with `check`, writes nothing and fails when one is stale.
pub fn codegen(check: bool) -> Result<()> {
    let npm = Npm::ready()?;
    if check { self::check(&npm) } else { write(&npm) }
}

/// Writes those that are stale.
pub(crate) fn write(npm: &Npm) -> Result<()> {
    if let Some(css) = css(npm)? {
        paths::write(&paths::root().join(CSS), &css)?;
    }
    Ok(())
}

const CSS: &str = "src/widget.min.css";

/// Fails when a generated file is stale.
fn check(npm: &Npm) -> Result<()> {
    let Some(css) = css(npm)? else {
        return Ok(());
    };
    if std::fs::read(paths::root().join(CSS)).is_ok_and(|old| old == css) {
        return Ok(());
    }
    bail!("{CSS} does not match www/widget.css: run `cargo xtask codegen` and commit the file")
}

fn css(npm: &Npm) -> Result<Option<Vec<u8>>> {
    let source = paths::root().join("www/widget.css");
    if !source.is_file() {
        return Ok(None);
    }
    npm.esbuild(&["--loader=css", "--charset=utf8"], &paths::read(&source)?).map(Some)
}
