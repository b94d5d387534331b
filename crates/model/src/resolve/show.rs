//! The view: which text stands where. Knows the order of facts on screen, and no element.

use super::Surroundings;
use super::service::Resolved;
use crate::config::{Category, Config};
use crate::texts::Texts;
use crate::value::{Value, joined};
use crate::view::{CategoryView, Fact, ItemView, ServiceView, View};

pub(super) fn view(config: &Config, services: &[Resolved], texts: Texts, around: Surroundings<'_>) -> View {
    let policy = &config.policy;
    let mut links = Vec::new();
    for (key, link) in [("link.policy", &policy.url), ("link.imprint", &policy.imprint)] {
        if let Some(link) = link {
            links.push((texts.get(key).to_owned(), link.clone()));
        }
    }
    View {
        banner: config.banner.clone(),
        accent: config.accent.clone(),
        controller: config.controller.clone(),
        links,
        policy_date: policy.effective_date.as_ref().map(|date| policy_date(&texts, date, around.today)),
        categories: config.categories.iter().map(|category| category_view(category, services, &texts)).collect(),
        texts,
    }
}

/// A policy that does not hold yet must not be shown as if it did.
fn policy_date(texts: &Texts, date: &str, today: &str) -> String {
    // Dates of ISO 8601 compare as texts.
    let key = if date <= today { "policy.since" } else { "policy.from" };
    texts.fill(key, &[("date", &texts.named("date", date))])
}

fn category_view(category: &Category, services: &[Resolved], texts: &Texts) -> CategoryView {
    let text = |part: &str| texts.get(&["category.", &category.id, part].concat()).to_owned();
    CategoryView {
        id: category.id.clone(),
        title: text(".title"),
        text: text(".text"),
        required: category.required,
        services: services
            .iter()
            .filter(|service| service.category == category.id)
            .map(|service| service_view(service, category.required, texts))
            .collect(),
    }
}

fn service_view(service: &Resolved, required: bool, texts: &Texts) -> ServiceView {
    let said = &service.said;
    ServiceView {
        id: service.id.clone(),
        title: texts.named("title", &service.title),
        purpose: said.text("purpose").map(|purpose| texts.named("purpose", purpose)),
        objection: required && rests_on_interest(said),
        facts: facts(said, texts),
        items: said.list("items").iter().map(|item| item_view(item, texts)).collect(),
    }
}

/// Whether a legitimate interest is among what its processing rests on.
fn rests_on_interest(said: &Value) -> bool {
    said.part("basis").texts("processing").iter().any(|basis| basis == "legitimate-interests")
}

fn facts(said: &Value, texts: &Texts) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |key: &str, text: String, link: Option<&str>| {
        let label = texts.get(["fact.", key].concat().as_str()).to_owned();
        facts.push(Fact { label, text, link: link.map(str::to_owned) });
    };
    let part = |key: &str| said.part(key);
    if let Some(reason) = said.text("reason") {
        add("reason", texts.named("reason", reason), None);
    }
    let vendor = part("vendor");
    if let Some(name) = vendor.text("name") {
        let country = vendor.text("country").map(|code| [", ", &texts.named("country", code)].concat());
        add("vendor", [name, country.as_deref().unwrap_or_default()].concat(), None);
        if let Some(link) = vendor.text("policy") {
            add("policy", texts.fill("fact.policy.link", &[("vendor", name)]), Some(link));
        }
    }
    let basis = part("basis");
    if let Some(storage) = basis.text("storage") {
        add("storage", texts.named("storage", storage), None);
    }
    let processing: Vec<String> =
        basis.texts("processing").iter().map(|word| texts.named("processing", word)).collect();
    let transfer = vendor.text("transfer").map(|word| texts.named("transfer", word)).unwrap_or_default();
    let (processing, hosts) = (joined(&processing, "; "), joined(&said.texts("hosts"), ", "));
    for (key, words) in [("processing", processing), ("transfer", transfer), ("hosts", hosts)] {
        if !words.is_empty() {
            add(key, words, None);
        }
    }
    facts
}

fn item_view(item: &Value, texts: &Texts) -> ItemView {
    let kind = texts.named("type", item.text("type").unwrap_or_default());
    let mut places = vec![kind];
    places.extend(item.texts("domains"));
    ItemView {
        name: item.own_text("name").unwrap_or_else(|| texts.get("item.unnamed").to_owned()),
        kind: joined(&places, ", "),
        purpose: item.text("purpose").map(|purpose| texts.named("purpose", purpose)).unwrap_or_default(),
        duration: duration(item, texts),
    }
}

/// A duration as people say it. The limits are chosen so that no number is above 60.
fn duration(item: &Value, texts: &Texts) -> String {
    // What is kept in three of these has no time of its own: it stays until somebody deletes it.
    let kept = matches!(item.text("type"), Some("localStorage" | "indexedDB" | "cacheStorage"));
    let (key, count) = match item.whole("days") {
        None if kept => ("duration.deleted", 0),
        None if item.text("type") == Some("cookie") => ("duration.unknown", 0),
        None | Some(0) if item.text("type") == Some("sessionStorage") => ("duration.tab", 0),
        None | Some(0) => ("duration.session", 0),
        Some(days) if days < 60 => ("duration.days.", days),
        Some(days) if days % 365 == 0 || days > 365 * 5 => ("duration.years.", days / 365),
        Some(days) => ("duration.months.", (days * 12 + 182) / 365),
    };
    if count == 0 { texts.get(key).to_owned() } else { texts.counted(key, count) }
}
