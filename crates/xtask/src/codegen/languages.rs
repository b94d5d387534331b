//! `docs/languages.md`: the languages of the catalogue, and which of them a native speaker has read. Knows no text of theirs.

use crate::paths;
use anyhow::{Context, Result};
use serde_json::Value;

const HEAD: &str = "# The languages

Generated from `crates/catalogue/languages` by `cargo xtask codegen`; change it there.

Name those of your site in `languages` ([config.md](config.md)). A visitor gets the first of these that the site has: what \
the site called for with `assent.setLanguage(language)`, `data-lang` at the tag, `lang` at `<html>`, the languages of the \
browser; otherwise the site's first. `de-AT` finds `de`, `zh-TW` finds `zh-Hant`, `no` finds `nb`. A change of `lang` at \
`<html>` is followed while the page is open.

`setLanguage` goes before all of them until the page is left. What is on screen changes at once, and stays what it was: an \
open panel stays open, its switches as they are. Where nothing is on screen, nothing is fetched before something is. A \
language that the site does not have changes nothing, and is told (`language-not-offered`).
";

const REVIEW: &str = "
## Read one

A language counts as read once a native speaker has read all of it, and has said so. If it is yours:

1. Read `crates/catalogue/languages/<code>.json` beside `en.json`. It should sound as the best public offices of your \
country write: plain, short, polite, and with the words of the law as its official text in your language has them.
2. `button.reject` must be as short and plain as `button.accept`. No text may persuade, and none may take the use of a site \
for consent.
3. What stands in `{braces}` is filled in and never inflected: a sentence must be right around any name.
4. Change what you would say otherwise. Keys and their order stay. A text that is rightly the same as in English is named, \
with the reason, in `crates/catalogue/tests/languages/<code>.json`, where the phrases of bad banners are too: add those \
that you meet.
5. Set `\"reviewed\": true`, and run `cargo xtask codegen` and `cargo xtask test native`.
";

/// The page.
///
/// # Errors
/// A language file, or what is checked of it, cannot be read.
pub(super) fn page() -> Result<String> {
    let mut rows = Vec::new();
    for (code, file) in assent_catalogue::languages() {
        let texts: Value = serde_json::from_str(file).with_context(|| format!("languages/{code}.json"))?;
        let checks = format!("crates/catalogue/tests/languages/{code}.json");
        let about: Value = serde_json::from_slice(&paths::read(&paths::root().join(&checks))?).context(checks)?;
        let text = |key: &str| about.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let direction = if texts.get("direction").is_some_and(|own| own == "rtl") { "right to left" } else { "" };
        let reviewed = if texts.get("reviewed").is_some_and(|own| own == true) { "yes" } else { "not yet" };
        rows.push([format!("`{code}`"), text("english"), text("own"), direction.into(), reviewed.into()]);
    }
    let read = rows.iter().filter(|row| row.ends_with(&["yes".to_owned()])).count();
    let count = format!("\nThere are {}; a native speaker has read {read} of them.\n", rows.len());
    let table: String = rows.iter().map(|row| format!("| {} |\n", row.join(" | "))).collect();
    Ok([HEAD, &count, "\n| code | language | its own name | | read |\n|---|---|---|---|---|\n", &table, REVIEW]
        .concat())
}
