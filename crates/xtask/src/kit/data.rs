//! The kit's data: the cards and the languages, a file each. Knows no card.
//!
//! Read from the disk, not from the catalogue's package, which holds the files as they were when it was compiled:
//! `serve` must show a card as it is now.

use crate::paths;
use anyhow::{Context, Result};
use serde_json::{Map, Value};
use std::path::Path;

/// The cards: file name and content. A page fetches those that its config uses. They are named by the digests of their
/// ids, since content blockers stop addresses such as `/matomo.json`; `index.json` has the ids, for whoever misspelt one.
pub(super) fn cards() -> Result<Vec<(String, Vec<u8>)>> {
    let mut cards = Vec::new();
    let mut index = Map::new();
    for file in paths::files(&paths::root().join("crates/catalogue/services"), "json") {
        let card = parse(&file)?;
        let id = card.get("id").and_then(Value::as_str).map(str::to_owned);
        let id = id.with_context(|| format!("{} has no \"id\"", file.display()))?;
        let name = format!("{}.json", assent_model::digest(&id));
        cards.push((name, serde_json::to_vec(&sorted(assent_catalogue::bare(card)))?));
        index.insert(id, Value::Null);
    }
    cards.push(("index.json".to_owned(), serde_json::to_vec(&sorted(Value::Object(index)))?));
    Ok(cards)
}

/// The languages: file name and content.
pub(super) fn languages() -> Result<Vec<(String, Vec<u8>)>> {
    let files = paths::files(&paths::root().join("crates/catalogue/languages"), "json");
    files.iter().map(|file| Ok((name(file), serde_json::to_vec(&sorted(parse(file)?))?))).collect()
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn parse(file: &Path) -> Result<Value> {
    let bytes = paths::read(file)?;
    serde_json::from_slice(&bytes).with_context(|| format!("{} is not JSON", file.display()))
}

/// The same value with its keys in order, whatever features serde_json was built with: the same tree gives the same bytes.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut pairs: Vec<_> = map.into_iter().collect();
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(pairs.into_iter().map(|(key, value)| (key, sorted(value))).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(sorted).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_come_out_in_order() {
        let text = serde_json::to_string(&sorted(json!({"b": {"d": 1, "c": 2}, "a": 3})));
        assert_eq!(text.ok().as_deref(), Some(r#"{"a":3,"b":{"c":2,"d":1}}"#));
    }
}
