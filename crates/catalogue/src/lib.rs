//! The catalogue: cards of well-known services, and the widget's sentences in each language. Data, never code.
//!
//! To add a service, write `services/<id>.json`; to add a language, write `languages/<code>.json`. Nothing else is
//! to be registered: the folders are embedded whole, and the tests over them say what is missing. `en.json` is the
//! reference that the other languages follow.

mod cldr;
mod schema;
mod trackers;

use assent_model::{Cards, Texts};
pub use cldr::categories;
use include_dir::{Dir, File, include_dir};
pub use schema::schema;
use serde_json::{Map, Value};
use std::fmt;
use std::sync::OnceLock;
pub use trackers::TRACKERS;

static SERVICES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/services");
static LANGUAGES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/languages");

/// Fields of a card that are for its readers: what is uncertain, and where it was found.
const FOR_READERS: [&str; 4] = ["certainty", "note", "source", "sources"];

/// A file of the catalogue that is not what it should be.
#[derive(Debug, Clone)]
pub struct Unreadable {
    /// The file, from its folder on.
    pub file: String,
    /// What is wrong with it.
    pub cause: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.cause)
    }
}

impl std::error::Error for Unreadable {}

/// Every card under its id, as the kit ships them: without the fields for readers (`note`,
/// `certainty`, `source`, `sources`), because a page has no use for them.
///
/// # Errors
/// A card is not JSON, or is not UTF-8.
pub fn cards_json() -> Result<Value, Unreadable> {
    let cards = json_files(&SERVICES).map(|(id, file)| Ok((id.to_owned(), bare(parse(file)?))));
    cards.collect::<Result<Map<_, _>, _>>().map(Value::Object)
}

/// Every card, ready for [`assent_model::resolve()`]. They are read once: to check a second config costs no more parsing.
///
/// # Errors
/// As [`cards_json`].
pub fn cards() -> Result<&'static Cards, Unreadable> {
    static CARDS: OnceLock<Result<Cards, Unreadable>> = OnceLock::new();
    CARDS.get_or_init(|| Ok(Cards::new(cards_json()?.into()))).as_ref().map_err(Unreadable::clone)
}

/// One card, with its fields for readers; nothing for an id that the catalogue does not have.
pub fn card(id: &str) -> Option<Value> {
    let (_, file) = json_files(&SERVICES).find(|(known, _)| *known == id)?;
    parse(file).ok()
}

/// The names of all items that the catalogue knows.
pub fn item_names() -> Vec<String> {
    let cards = json_files(&SERVICES).filter_map(|(_, file)| parse(file).ok());
    let items = cards.flat_map(|card| card.get("items").and_then(Value::as_array).cloned().unwrap_or_default());
    items.filter_map(|item| item.get("name").and_then(Value::as_str).map(str::to_owned)).collect()
}

/// The languages: code (BCP 47) and the text of the file, as the kit ships it.
pub fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
    json_files(&LANGUAGES).filter_map(|(code, file)| Some((code, file.contents_utf8()?)))
}

/// The sentences of one language; nothing for a language that the catalogue does not have.
pub fn texts(code: &str) -> Option<Texts> {
    let (_, text) = languages().find(|(known, _)| *known == code)?;
    Some(Texts::new(&with_rules(serde_json::from_str(text).ok()?, code).into()))
}

/// A language file with what a page asks the browser for: the plural categories of numbers.
pub fn with_rules(file: Value, code: &str) -> Value {
    let Value::Object(mut texts) = file else { return file };
    texts.extend(cldr::texts(code));
    Value::Object(texts)
}

/// A card or any part of it, without the fields for readers.
pub fn bare(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(name, _)| !FOR_READERS.contains(&name.as_str()));
            Value::Object(kept.map(|(name, value)| (name, bare(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(bare).collect()),
        other => other,
    }
}

/// The JSON files of a folder under their names, without the ending.
fn json_files(folder: &'static Dir<'static>) -> impl Iterator<Item = (&'static str, &'static File<'static>)> {
    let json = folder.files().filter(|file| file.path().extension().is_some_and(|ending| ending == "json"));
    json.filter_map(|file| Some((file.path().file_stem()?.to_str()?, file)))
}

fn parse(file: &File<'_>) -> Result<Value, Unreadable> {
    serde_json::from_slice(file.contents())
        .map_err(|error| Unreadable { file: file.path().display().to_string(), cause: error.to_string() })
}
