//! Shortens the names that the Wasm and its glue call each other by. Knows both sides' spelling, not what the names mean.

use anyhow::{Result, bail};
use std::collections::HashMap;
use walrus::Module;

const MODULE: &str = "\"./assent-widget_bg.js\"";

type Names = HashMap<String, String>;

/// Renames imports and exports alike in the Wasm and in the glue, and gives the new glue. An import that the glue does
/// not offer exactly once, or a use of an export that the Wasm does not have, is an error: it would fail in the browser.
pub(super) fn shorten(module: &mut Module, glue: &str) -> Result<String> {
    let mut imports = Names::new();
    for import in module.imports.iter_mut() {
        let short = letters(imports.len());
        imports.insert(std::mem::replace(&mut import.name, short.clone()), short);
        import.module = "a".to_owned();
    }
    let mut exports = Names::new();
    for export in module.exports.iter_mut() {
        let short = letters(exports.len());
        exports.insert(std::mem::replace(&mut export.name, short.clone()), short);
    }
    rename(glue, &imports, &exports)
}

/// The names in the order a, b, … z, aa, ab, …
fn letters(number: usize) -> String {
    let last = char::from(b'a'.saturating_add(u8::try_from(number % 26).unwrap_or_default()));
    match number / 26 {
        0 => last.to_string(),
        more => letters(more - 1) + &last.to_string(),
    }
}

/// The glue says `wasm.name` for an export, and `name: function` for an import.
fn rename(glue: &str, imports: &Names, exports: &Names) -> Result<String> {
    let mut offered = 0;
    let mut new = String::with_capacity(glue.len());
    for word in words(glue) {
        let short = if new.ends_with("wasm.") && !new.ends_with("_wasm.") {
            let Some(short) = exports.get(word) else {
                bail!("the glue uses `wasm.{word}`, which the Wasm does not export");
            };
            Some(short)
        } else {
            let short = imports.get(word).filter(|_| new.trim_end().ends_with(['{', ',']));
            offered += usize::from(short.is_some());
            short
        };
        new.push_str(short.map_or(word, String::as_str));
    }
    if offered != imports.len() {
        bail!("the Wasm imports {} names and the glue offers {offered} of them", imports.len());
    }
    Ok(new.replace(MODULE, "\"a\""))
}

/// The text cut where a name begins or ends.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut rest = text;
    std::iter::from_fn(move || {
        let inside = part(rest.chars().next()?);
        let end = rest.find(|c| part(c) != inside).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(pairs: &[(&str, &str)]) -> Names {
        pairs.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect()
    }

    const GLUE: &str = "const i = { __wbg_x_1: function(a) { wasm.start(a); return wasm.start_it; }, };\nreturn {\"./assent-widget_bg.js\": i};";

    #[test]
    fn both_sides_get_the_same_short_names() {
        let new = rename(GLUE, &names(&[("__wbg_x_1", "a")]), &names(&[("start", "b"), ("start_it", "c")])).unwrap();
        assert_eq!(new, "const i = { a: function(a) { wasm.b(a); return wasm.c; }, };\nreturn {\"a\": i};");
    }

    #[test]
    fn a_name_that_one_side_lacks_is_an_error() {
        assert!(rename(GLUE, &names(&[("__wbg_x_1", "a")]), &names(&[("start", "b")])).is_err());
        assert!(rename(GLUE, &names(&[]), &names(&[("start", "b"), ("start_it", "c")])).is_ok());
        assert!(rename(GLUE, &names(&[("__wbg_y", "a")]), &names(&[("start", "b"), ("start_it", "c")])).is_err());
    }

    #[test]
    fn letters_do_not_repeat() {
        let all: std::collections::HashSet<_> = (0..2000).map(letters).collect();
        assert_eq!(all.len(), 2000);
        assert_eq!([letters(0), letters(25), letters(26)], ["a", "z", "aa"]);
    }
}
