//! The example sites resolve in each of their languages, and what their panels will say lies beside this test to read.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

use assent_model::view::{CategoryView, ItemView, ServiceView};
use assent_model::{Config, Fault, Plan, Surroundings, resolve};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const TODAY: &str = "2026-11-22";

fn file(site: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sites").join(site).join("assent.json")
}

fn json(site: &str) -> Value {
    let text = fs::read_to_string(file(site)).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("examples/sites/{site}/assent.json is not JSON: {error}"))
}

fn config(site: &str) -> Config {
    Config::read(&json(site).into()).unwrap_or_else(|faults| panic!("{}", listed(site, &faults)))
}

fn plan(site: &str, config: &Config, language: &str) -> Plan {
    let cards = assent_catalogue::cards().unwrap();
    let texts = assent_catalogue::texts(language)
        .unwrap_or_else(|| panic!("examples/sites/{site}: add crates/catalogue/languages/{language}.json."));
    resolve(config, Surroundings { cards, texts: &texts, language, today: TODAY, region: "" })
        .unwrap_or_else(|faults| panic!("{}", listed(site, &faults)))
}

fn listed(site: &str, faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(Fault::line).collect();
    format!("examples/sites/{site}/assent.json has faults:\n{}", lines.join("\n"))
}

/// What every site must pass, and the text of its panel in its first language.
fn panel(site: &str) -> String {
    let config = config(site);
    for language in &config.languages {
        check(site, &plan(site, &config, language));
    }
    check_own_texts(site, &config);
    render(&plan(site, &config, config.language(&[])))
}

/// A text that is looked up and not found shows as its key: nobody should ever read one.
fn check(site: &str, plan: &Plan) {
    for service in plan.view.categories.iter().flat_map(|category| &category.services) {
        let facts = service.facts.iter().map(|fact| fact.text.as_str());
        let purposes = service.items.iter().map(|item| item.purpose.as_str());
        for text in facts.chain(purposes).chain(service.purpose.as_deref()) {
            let is_word = !text.contains([' ', '.']) && text.chars().next().is_some_and(char::is_lowercase);
            let place = format!("examples/sites/{site}, {}, {}", plan.language, service.id);
            assert!(!is_word, "{place}: \"{text}\" is a name without a text. Write it in \"texts\".");
        }
    }
}

fn check_own_texts(site: &str, config: &Config) {
    let keys = |texts: &assent_model::Value| texts.entries().iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    for (language, texts) in &config.texts {
        let first = config.texts.first().map(|(_, texts)| keys(texts)).unwrap_or_default();
        assert_eq!(
            keys(texts),
            first,
            "examples/sites/{site}: give \"texts.{language}\" the keys of the first language."
        );
    }
    let translated = config.texts.is_empty() || config.texts.len() == config.languages.len();
    assert!(translated, "examples/sites/{site}: write \"texts\" for each of the languages.");
}

fn render(plan: &Plan) -> String {
    let view = &plan.view;
    let name = view.controller.as_ref().map(|controller| controller.name.as_str()).unwrap_or_default();
    let mut lines = vec![view.texts.fill("controller.line", &[("controller", name)])];
    lines.extend(view.controller.as_ref().and_then(|controller| controller.contact.clone()));
    lines.extend(view.links.iter().map(|(text, address)| format!("{text}: {address}")));
    lines.extend(view.policy_date.clone());
    lines.push(if plan.asks() { format!("asks, for {} days", plan.days) } else { "asks nothing".into() });
    view.categories.iter().for_each(|category| category_lines(category, &mut lines));
    lines.join("\n")
}

fn category_lines(category: &CategoryView, lines: &mut Vec<String>) {
    let switch = if category.required { "always on" } else { "off unless agreed" };
    lines.push(format!("\n# {} ({switch})\n{}", category.title, category.text));
    category.services.iter().for_each(|service| service_lines(service, lines));
}

fn service_lines(service: &ServiceView, lines: &mut Vec<String>) {
    lines.push(format!("\n## {} [{}]", service.title, service.id));
    lines.extend(service.purpose.clone());
    lines.extend(service.facts.iter().map(|fact| {
        let link = fact.link.as_ref().map(|link| format!(" <{link}>")).unwrap_or_default();
        format!("{}: {}{link}", fact.label, fact.text)
    }));
    lines.extend(service.items.iter().map(item_line));
}

fn item_line(item: &ItemView) -> String {
    format!("- {} | {} | {} | {}", item.name, item.kind, item.purpose, item.duration)
}

#[test]
fn proxmox() {
    insta::assert_snapshot!(panel("proxmox"));
}

#[test]
fn ispconfig() {
    insta::assert_snapshot!(panel("ispconfig"));
}

#[test]
fn nomachine() {
    insta::assert_snapshot!(panel("nomachine"));
}

#[test]
fn qubes_os() {
    insta::assert_snapshot!(panel("qubes-os"));
}

#[test]
fn exoscale() {
    insta::assert_snapshot!(panel("exoscale"));
}

/// What needs consent rests on consent in every example, and what is necessary says why.
#[test]
fn every_service_has_the_basis_of_its_category() {
    for site in ["proxmox", "ispconfig", "nomachine", "qubes-os", "exoscale"] {
        let config = config(site);
        for language in &config.languages {
            let plan = plan(site, &config, language);
            for category in &plan.view.categories {
                category.services.iter().for_each(|service| check_basis(site, &plan, category, service));
            }
        }
    }
}

fn check_basis(site: &str, plan: &Plan, category: &CategoryView, service: &ServiceView) {
    let texts = &plan.view.texts;
    let fact =
        |key: &str| service.facts.iter().find(|fact| fact.label == texts.get(key)).map(|fact| fact.text.as_str());
    let place = format!("examples/sites/{site}, {}", service.id);
    let on_consent = fact("fact.storage") == Some(texts.get("storage.consent"));
    assert_eq!(on_consent, !category.required, "{place}: \"basis.storage\" does not go with the category.");
    let has_reason = fact("fact.reason").is_some();
    assert_eq!(has_reason, category.required, "{place}: what is necessary needs a \"reason\", what is asked has none.");
    let legitimate =
        fact("fact.processing").is_some_and(|text| text.contains(texts.get("processing.legitimate-interests")));
    assert!(!legitimate || category.required, "{place}: what is asked cannot rest on legitimate interests.");
}
