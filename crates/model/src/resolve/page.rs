//! What stands in the page itself and not in banner or panel: placeholders, switches, the button that opens the panel.
//! Knows the sentences and names for them, and no element.

use super::service::Resolved;
use crate::config::{Category, Config};
use crate::texts::{Texts, fill};
use crate::value::{Members, Value, copy, put};

/// Sentences as they are, of which the part that says them fills the gaps.
const TEXTS: [(&str, &str); 7] = [
    ("direction", "direction"),
    ("text", "placeholder.text"),
    ("once", "placeholder.once"),
    ("always", "placeholder.always"),
    ("content", "placeholder.content"),
    ("toggle", "toggle.label"),
    ("settings", "panel.title"),
];

/// The words for what stands in the page. `PageWords` in `www/gate.d.ts`.
pub(super) fn page(config: &Config, services: &[Resolved], texts: &Texts) -> Value {
    let mut page = Members::new();
    for (name, key) in TEXTS {
        put(&mut page, name, texts.get(key).into());
    }
    if let Some(accent) = &config.accent {
        put(&mut page, "accent", accent.as_str().into());
    }
    let names = services.iter().map(|one| (one.id.clone(), service(one, texts)));
    let categories = config.categories.iter().map(|one| (one.id.clone(), category(one, services, texts)));
    put(&mut page, "names", Value::Object(names.chain(categories).collect()));
    Value::Object(page)
}

/// A service's name, what stands in for its content, who gets the visitor's data, and by which hosts it is known.
fn service(service: &Resolved, texts: &Texts) -> Value {
    let (mut words, said) = (Members::new(), &service.said);
    let name = texts.named("title", &service.title);
    if let Some(kind) = said.text("placeholder") {
        let title = fill(&texts.named("placeholder", kind), &|gap| (gap == "vendor").then_some(name.as_str()));
        put(&mut words, "title", title.as_str().into());
    }
    put(&mut words, "name", name.as_str().into());
    let vendor = said.part("vendor");
    if let Some(vendor_name) = vendor.text("name") {
        let country = vendor.text("country").map(|code| [" (", &texts.named("country", code), ")"].concat());
        put(&mut words, "vendor", [vendor_name, &country.unwrap_or_default()].concat().as_str().into());
    }
    copy(said, &["hosts"], &mut words);
    Value::Object(words)
}

/// A category's name, and whether it grants more than the one thing that a placeholder can speak of.
fn category(category: &Category, services: &[Resolved], texts: &Texts) -> Value {
    let mut words = Members::new();
    put(&mut words, "name", texts.get(&["category.", &category.id, ".title"].concat()).into());
    if services.iter().filter(|service| service.category == category.id).count() > 1 {
        put(&mut words, "wide", Value::Bool(true));
    }
    Value::Object(words)
}
