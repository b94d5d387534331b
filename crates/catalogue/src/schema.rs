//! The JSON Schema of a config, with every card and every text of the catalogue in it. Knows no key of a config.

use crate::{Unreadable, cards_json, languages};
use assent_model::schema::{Known, config};
use serde_json::Value;

/// The schema as the kit ships it, `assent.schema.json`: JSON with a line for each thing, and the same bytes each time.
///
/// # Errors
/// A card or the English texts are not JSON.
pub fn schema() -> Result<String, Unreadable> {
    let unreadable =
        |cause: serde_json::Error| Unreadable { file: "languages/en.json".to_owned(), cause: cause.to_string() };
    let english = languages().find(|(code, _)| *code == "en").map_or("{}", |(_, text)| text);
    let texts: Value = serde_json::from_str(english).map_err(unreadable)?;
    let known = Known::new(&cards_json()?.into(), &texts.into());
    serde_json::to_string_pretty(&config(&known)).map(|text| text + "\n").map_err(unreadable)
}
