//! The view: which text stands where. Knows the order of facts on screen, and no element.

use crate::config::{Category, Config};
use crate::resolve::{Resolved, Surroundings};
use crate::service::Item;
use crate::texts::Texts;
use crate::view::{CategoryView, Fact, ItemView, ServiceView, View};

pub(crate) fn view(config: &Config, services: &[Resolved], texts: Texts, around: Surroundings<'_>) -> View {
    let policy = config.policy.clone().unwrap_or_default();
    let links = [("link.policy", policy.url), ("link.imprint", policy.imprint)];
    View {
        language: around.language.to_owned(),
        banner: config.banner,
        accent: config.accent.clone(),
        controller: config.controller.clone(),
        links: links.into_iter().filter_map(|(key, link)| Some((texts.get(key).to_owned(), link?))).collect(),
        policy_date: policy.effective_date.map(|date| policy_date(&texts, &date, around.today)),
        categories: config.categories.iter().map(|category| category_view(category, services, &texts)).collect(),
        texts,
    }
}

/// A policy that does not hold yet must not be shown as if it did.
fn policy_date(texts: &Texts, date: &str, today: &str) -> String {
    // Dates of ISO 8601 compare as texts.
    let key = if date <= today { "policy.since" } else { "policy.from" };
    texts.fill(key, &[("date", date)])
}

fn category_view(category: &Category, services: &[Resolved], texts: &Texts) -> CategoryView {
    let text = |part: &str| texts.get(&["category.", &category.id, ".", part].concat()).to_owned();
    CategoryView {
        id: category.id.clone(),
        title: text("title"),
        text: text("text"),
        required: category.required,
        services: services.iter().filter(|s| s.category == category.id).map(|s| service_view(s, texts)).collect(),
    }
}

fn service_view(service: &Resolved, texts: &Texts) -> ServiceView {
    ServiceView {
        id: service.id.clone(),
        title: service.title.clone(),
        purpose: service.purpose.as_ref().map(|purpose| texts.named("purpose", purpose).to_owned()),
        facts: facts(service, texts),
        items: service.items.iter().map(|item| item_view(item, texts)).collect(),
    }
}

fn facts(service: &Resolved, texts: &Texts) -> Vec<Fact> {
    let fact = |key: &str, text: String| Fact { label: texts.get(key).to_owned(), text, link: None };
    let mut facts = Vec::new();
    facts.extend(service.reason.as_ref().map(|reason| fact("fact.reason", texts.named("reason", reason).to_owned())));
    if let Some(vendor) = &service.vendor {
        let country = vendor.country.as_ref().map(|code| [", ", texts.named("country", code)].concat());
        facts.push(fact("fact.vendor", [&vendor.name, country.as_deref().unwrap_or_default()].concat()));
        let text = texts.fill("fact.policy.link", &[("vendor", &vendor.name)]);
        facts.extend(vendor.policy.clone().map(|link| Fact { link: Some(link), ..fact("fact.policy", text) }));
    }
    if let Some(basis) = &service.basis {
        facts.extend(basis.storage.map(|storage| fact("fact.storage", texts.named("storage", storage).to_owned())));
        let processing: Vec<&str> = basis.processing.iter().map(|basis| texts.named("processing", basis)).collect();
        facts.extend((!processing.is_empty()).then(|| fact("fact.processing", processing.join("; "))));
    }
    facts.extend((!service.hosts.is_empty()).then(|| fact("fact.hosts", service.hosts.join(", "))));
    facts
}

fn item_view(item: &Item, texts: &Texts) -> ItemView {
    let kind = texts.named("type", item.kind).to_owned();
    let place = if item.domains.is_empty() { kind } else { [&kind, ", ", &item.domains.join(", ")].concat() };
    ItemView {
        name: item.name.clone().unwrap_or_else(|| texts.get("item.unnamed").to_owned()),
        kind: place,
        purpose: item.purpose.as_ref().map(|purpose| texts.named("purpose", purpose)).unwrap_or_default().to_owned(),
        duration: duration(item, texts),
    }
}

/// A duration as people say it. The limits are chosen so that no number is above 60.
fn duration(item: &Item, texts: &Texts) -> String {
    // What is kept in these three has no time of its own: it stays until somebody deletes it, or the tab is closed.
    let (key, count) = match (item.days, item.kind) {
        (None, "localStorage" | "indexedDB" | "cacheStorage") => ("duration.deleted", 0),
        (None, "sessionStorage") | (Some(0), _) => ("duration.session", 0),
        (None, _) => ("duration.unknown", 0),
        (Some(1), _) => ("duration.day", 1),
        (Some(days), _) if days < 60 => ("duration.days", days),
        (Some(365), _) => ("duration.year", 1),
        (Some(days), _) if days % 365 == 0 || days > 365 * 5 => ("duration.years", (days + 182) / 365),
        (Some(days), _) => ("duration.months", (days * 12 + 182) / 365),
    };
    texts.fill(key, &[("count", &count.to_string())])
}
