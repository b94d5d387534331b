//! The generated files that are committed, so that a plain `cargo check` needs no tool. Knows what each is made from.

mod languages;
mod manual;
mod services;

use crate::npm::Npm;
use crate::paths;
use anyhow::{Context, Result, bail};

/// Writes the generated files anew; with `check`, writes nothing and fails when one is stale.
pub fn codegen(check: bool) -> Result<()> {
    let npm = Npm::ready()?;
    if check { self::check(&npm) } else { write(&npm) }
}

/// Writes those that are stale.
pub(crate) fn write(npm: &Npm) -> Result<()> {
    all(npm)?.iter().try_for_each(|made| paths::write(&paths::root().join(made.name), &made.bytes))
}

/// A generated file: its name in the tree, what it is made from, and what it must be.
struct Made {
    name: &'static str,
    source: &'static str,
    bytes: Vec<u8>,
}

fn all(npm: &Npm) -> Result<Vec<Made>> {
    let mut all = css(npm)?;
    all.extend(pages()?);
    Ok(all)
}

/// Fails when a generated file is stale.
fn check(npm: &Npm) -> Result<()> {
    all(npm)?.iter().try_for_each(fresh)
}

fn fresh(made: &Made) -> Result<()> {
    if std::fs::read(paths::root().join(made.name)).is_ok_and(|old| old == made.bytes) {
        return Ok(());
    }
    bail!("{} does not match {}: run `cargo xtask codegen` and commit the file", made.name, made.source)
}

fn css(npm: &Npm) -> Result<Vec<Made>> {
    let style = |(source, name): &(&'static str, &'static str)| {
        let bytes = npm.esbuild(&["--loader=css", "--charset=utf8"], &paths::read(&paths::root().join(source))?)?;
        // The values of custom properties are left as they were written; none holds a text in which a space counts. Nor is
        // there a selector with a star between others.
        let css =
            ["/", "*"].iter().fold(String::from_utf8(bytes)?, |css, sign| css.replace(&format!(" {sign} "), sign));
        let css = css.replace(": ", ":").replace(", ", ",");
        Ok(Made { name, source, bytes: css.trim_end().as_bytes().to_vec() })
    };
    STYLES.iter().map(style).collect()
}

/// The style sheets, and where each is minified to.
const STYLES: [(&str, &str); 9] = [
    ("www/banner.css", "src/style/banner.min.css"),
    ("www/box.css", "src/style/box.min.css"),
    ("www/bar.css", "src/style/bar.min.css"),
    ("www/dialog.css", "src/style/dialog.min.css"),
    ("www/panel.css", "src/style/panel.min.css"),
    ("www/placeholder.css", "src/style/placeholder.min.css"),
    ("www/toggle.css", "src/style/toggle.min.css"),
    ("www/revisit.css", "src/style/revisit.min.css"),
    ("www/details.css", "src/style/details.min.css"),
];

/// What is made from the tables and the catalogue, which are compiled into this program: no tool is needed.
fn pages() -> Result<Vec<Made>> {
    let name = "docs/config.md";
    let config = manual::fill(&paths::text(&paths::root().join(name))?).context(name)?;
    let tables = "crates/model/src/shape";
    let cards = "crates/catalogue/services";
    let languages = "crates/catalogue/languages";
    Ok(vec![
        Made { name, source: tables, bytes: config.into_bytes() },
        Made { name: "docs/languages.md", source: languages, bytes: languages::page()?.into_bytes() },
        Made { name: "docs/services.md", source: cards, bytes: services::page()?.into_bytes() },
        Made { name: SCHEMA, source: tables, bytes: assent_catalogue::schema()?.into_bytes() },
    ])
}

/// The schema of a config, where those who have no kit find it.
const SCHEMA: &str = "docs/assent.schema.json";

#[cfg(test)]
mod tests {
    #[test]
    fn the_pages_and_the_schema_are_fresh() {
        for made in super::pages().unwrap() {
            super::fresh(&made).unwrap();
        }
    }
}
