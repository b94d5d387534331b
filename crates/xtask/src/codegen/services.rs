//! `docs/services.md`: every card of the catalogue in one list. Knows no card by name.

use anyhow::{Context, Result};
use assent_model::Texts;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;

const HEAD: &str = "# The services of the catalogue

Generated from `crates/catalogue/services` by `cargo xtask codegen`; change it there.

Name one as `{\"use\": \"<id>\"}` in `services` ([config.md](config.md#services)). Where parameters are named, the gate \
can load the service's script: give them in `with`. `none` means that there is a script without parameters: write \
`\"with\": {}`. Without a word in this column your page loads the service itself. An embed has something that stands in \
the page while it is held.
";

/// In the order of the panel.
const CATEGORIES: [&str; 4] = ["necessary", "functional", "analytics", "marketing"];

/// The page.
///
/// # Errors
/// A card or the English texts cannot be read.
pub(super) fn page() -> Result<String> {
    let cards = assent_catalogue::cards_json()?;
    let texts = assent_catalogue::texts("en").context("the catalogue has no English texts")?;
    let mut categories: BTreeMap<usize, Vec<(&String, &Value)>> = BTreeMap::new();
    let mut cards: Vec<_> = cards.as_object().into_iter().flatten().collect();
    cards.sort_by_key(|(id, _)| *id);
    let count = cards.len();
    for (id, card) in cards {
        categories.entry(place(text(card, "category"))).or_default().push((id, card));
    }
    let mut page = format!("{HEAD}\nThere are {count}.\n");
    for (place, cards) in categories {
        let category = CATEGORIES.get(place).unwrap_or(&"other");
        let title = texts.get(&format!("category.{category}.title")).to_owned();
        let _ = write!(
            page,
            "\n## {title} (`{category}`)\n\n| id | service | vendor | `with` | embed |\n|---|---|---|---|---|\n"
        );
        cards.iter().for_each(|(id, card)| page.push_str(&row(id, card, &texts)));
    }
    Ok(page)
}

fn place(category: &str) -> usize {
    CATEGORIES.iter().position(|known| *known == category).unwrap_or(CATEGORIES.len())
}

fn row(id: &str, card: &Value, texts: &Texts) -> String {
    let parameters: Vec<String> =
        card["parameters"].as_object().into_iter().flatten().map(|(name, _)| format!("`{name}`")).collect();
    let with = match (parameters.is_empty(), card["script"].is_null()) {
        (false, _) => parameters.join(", "),
        (true, false) => "none".to_owned(),
        (true, true) => String::new(),
    };
    let title = texts.named("title", text(card, "title"));
    let embed = if card["placeholder"].is_null() { "" } else { "yes" };
    let cells = [format!("`{id}`"), title, vendor(&card["vendor"], texts), with, embed.to_owned()];
    format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}

fn vendor(vendor: &Value, texts: &Texts) -> String {
    let country = vendor["country"].as_str().map(|code| format!(", {}", texts.named("country", code)));
    let name = format!("{}{}", text(vendor, "name"), country.unwrap_or_default());
    match vendor["policy"].as_str() {
        Some(link) => format!("[{name}]({link})"),
        None => name,
    }
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
