//! What a page shows and obeys in one language: its plan, its banner, what its panel is made of. Decides nothing: the
//! model and the widget's own components do.

use super::kit::Kit;
use assent::render;
use assent_model::{Cards, Config, Fault, Plan, Surroundings, Texts, Value, digest, resolve};
use miette::{IntoDiagnostic, Result, miette};
use std::collections::BTreeSet;

/// Keys that only `assent check` reads.
const FOR_CHECKS: [&str; 4] = ["$schema", "jurisdictions", "lint", "preload"];

/// Kinds of texts of which a site needs only those that its services name.
const NAMED: [&str; 5] = ["country.", "placeholder.", "purpose.", "reason.", "title."];

/// The member of a plan with the words for what stands in the page.
const WORDS: &str = "page";

/// A page in one language.
pub(super) struct Page {
    /// BCP 47.
    pub(super) language: String,
    /// The plan, as the gate reads it, without the words.
    pub(super) plan: Value,
    /// The words for what stands in the page. They are in a file of their own, for pages that have something of it.
    pub(super) words: Value,
    /// What is different by region: keys of the plan under codes of ISO 3166.
    pub(super) regions: Vec<(String, Value)>,
    /// The banner as HTML; empty where nothing is asked.
    pub(super) banner: String,
    /// The direction of writing, `ltr` or `rtl`.
    pub(super) direction: String,
    /// The style of the banner.
    pub(super) style: String,
    /// The names of the gate's parts that the plan needs before it is obeyed.
    pub(super) parts: Vec<String>,
    /// What the panel is made of: config, cards and texts.
    pub(super) panel: Value,
}

/// The pages of a config, and of the text that it was read from, in these languages.
///
/// # Errors
/// A language that nobody has.
pub(super) fn pages(config: &Config, text: &str, languages: &[String], kit: &Kit, today: &str) -> Result<Vec<Page>> {
    let cards = assent_catalogue::cards().into_diagnostic()?;
    let mut pages = Vec::new();
    for language in languages {
        let mut page = page(config, language, &kit.texts(language)?, cards, today)?;
        // A record says with which config it was made.
        if let Value::Object(members) = &mut page.plan {
            members.push(("config".to_owned(), digest(text).as_str().into()));
        }
        pages.push(page);
    }
    Ok(pages)
}

fn page(config: &Config, language: &str, file: &Value, cards: &Cards, today: &str) -> Result<Page> {
    let texts = Texts::new(file);
    let in_region = |region: &str| {
        resolve(config, Surroundings { cards, texts: &texts, language, today, region }).map_err(|faults| told(&faults))
    };
    // There are as many as languages, and the command ends after them.
    let plan: &'static Plan = Box::leak(Box::new(in_region("")?));
    let regions = config.written.part("regions").names();
    let regions = regions.into_iter().map(|region| Ok((region.to_uppercase(), local(&in_region(region)?))));
    let used = used_cards(config, cards);
    Ok(Page {
        language: language.to_owned(),
        plan: only(&plan.to_value(), |key| key != WORDS),
        words: plan.to_value().part(WORDS).clone(),
        regions: regions.collect::<Result<_>>()?,
        banner: futures_executor::block_on(render::banner(plan)),
        direction: plan.view.texts.get("direction").to_owned(),
        style: render::style(plan),
        parts: plan.more.iter().find(|(key, _)| key == "parts").map(|(_, parts)| names(parts)).unwrap_or_default(),
        panel: Value::object([
            ("config", for_panel(config, language)),
            ("texts", needed(file, config, &used, language)),
            ("cards", used),
        ]),
    })
}

/// What a region's plan says of its own.
fn local(plan: &Plan) -> Value {
    let own = plan.to_value();
    let said = ["model", "days"].iter().filter_map(|key| Some(((*key).to_owned(), own.get(key)?.clone())));
    Value::Object(said.collect())
}

fn names(list: &Value) -> Vec<String> {
    let Value::List(items) = list else { return Vec::new() };
    items.iter().filter_map(|item| item.as_text().map(str::to_owned)).collect()
}

/// The config without what a page never reads, and with this language and its texts alone.
fn for_panel(config: &Config, language: &str) -> Value {
    let kept = config.written.entries().iter().filter(|(key, _)| !FOR_CHECKS.contains(&key.as_str()));
    let cut = kept.map(|(key, value)| match key.as_str() {
        "texts" => (key.clone(), only(value, |own| own == language)),
        "languages" => (key.clone(), Value::List(vec![language.into()])),
        _ => (key.clone(), value.clone()),
    });
    Value::Object(cut.collect())
}

fn used_cards(config: &Config, cards: &Cards) -> Value {
    let used: BTreeSet<&str> = config.services.iter().filter_map(|entry| entry.card.as_deref()).collect();
    Value::Object(used.into_iter().map(|id| (id.to_owned(), cards.card(id).clone())).collect())
}

/// The texts of a language without those that nothing here names.
fn needed(file: &Value, config: &Config, cards: &Value, language: &str) -> Value {
    let mut said = BTreeSet::new();
    collect(&config.written, &mut said);
    collect(cards, &mut said);
    let own = config.texts.iter().find(|(code, _)| code == language).map_or(&Value::Null, |(_, own)| own);
    only(file, |key| {
        let name = NAMED.iter().find_map(|kind| key.strip_prefix(kind));
        own.get(key).is_some() || name.is_none_or(|name| said.contains(name))
    })
}

/// Every text that is somewhere in a value.
fn collect<'v>(value: &'v Value, texts: &mut BTreeSet<&'v str>) {
    match value {
        Value::Text(text) => {
            texts.insert(text);
        }
        Value::List(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(entries) => entries.iter().for_each(|(_, value)| collect(value, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// An object with those keys alone.
fn only(object: &Value, is_kept: impl Fn(&str) -> bool) -> Value {
    Value::Object(object.entries().iter().filter(|(key, _)| is_kept(key)).cloned().collect())
}

/// Faults that only a language of the site's own can have: the others were found by the check.
fn told(faults: &[Fault]) -> miette::Report {
    let lines: Vec<String> = faults.iter().map(Fault::line).collect();
    miette!("the config cannot be used:\n{}", lines.join("\n"))
}
