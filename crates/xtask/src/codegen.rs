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
    STYLES.iter().try_for_each(|(source, made)| paths::write(&paths::root().join(made), &css(npm, source)?))
}

/// The style sheets, and where each is minified to.
const STYLES: [(&str, &str); 2] = [("www/banner.css", "src/banner.min.css"), ("www/panel.css", "src/panel.min.css")];

/// Fails when a generated file is stale.
fn check(npm: &Npm) -> Result<()> {
    for (source, made) in STYLES {
        let css = css(npm, source)?;
        if !std::fs::read(paths::root().join(made)).is_ok_and(|old| old == css) {
            bail!("{made} does not match {source}: run `cargo xtask codegen` and commit the file");
        }
    }
    Ok(())
}

fn css(npm: &Npm, source: &str) -> Result<Vec<u8>> {
    npm.esbuild(&["--loader=css", "--charset=utf8"], &paths::read(&paths::root().join(source))?)
}
