//! The files of a build, before they are written: parts, plan and gate in one script, and what lies beside it. Knows
//! where a value goes into a script, and not what the script does with it.

use super::kit::Kit;
use super::page::Page;
use super::script::expression;
use assent_model::{Config, Value};
use miette::{Result, miette};
use std::collections::BTreeMap;

/// Where the part `built` has its place for plan and banner.
const MARK: &str = "__BUILT__";

/// The part that deletes what was stored. It alone needs to know all items by name, and few visitors need it.
const SWEEP: &str = "assent-sweep.js";
const ITEMS: &str = "(window[Symbol.for(\"assent.parts\")]??={}).items=";

/// Names and contents of all files.
///
/// # Errors
/// A file of the kit cannot be read, or is another one than it should be.
pub(super) fn files(config: &Config, pages: &[Page], kit: &Kit) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut all = kit.beside()?;
    if let Some(sweep) = all.get_mut(SWEEP) {
        let items = pages.first().map(|page| items(&page.plan)).unwrap_or_default();
        *sweep = [ITEMS.as_bytes(), expression(&Value::Object(items)).as_bytes(), b";\n", sweep.as_slice()].concat();
    }
    all.insert("assent.js".to_owned(), bundle(config, pages, kit)?);
    for page in pages {
        for (name, value) in [("panel", &page.panel), ("page", &page.words)] {
            all.insert(format!("{name}.{}.json", page.language), serde_json::to_vec(value).unwrap_or_default());
        }
        if pages.len() > 1 {
            let alone = bundle(config, std::slice::from_ref(page), kit)?;
            all.insert(format!("assent.{}.js", page.language), alone);
        }
    }
    Ok(all)
}

/// The parts of the gate that stand in the file itself: what a plan needs before it is obeyed would be a round trip more.
/// `built` is last, since it has the plan.
fn inside<'p>(config: &Config, pages: &'p [Page]) -> Vec<&'p str> {
    let first = pages.first();
    let of_plan = first.map(|page| page.parts.as_slice()).unwrap_or_default().iter().map(String::as_str);
    let differs = pages.len() > 1 || first.is_some_and(|page| !page.regions.is_empty());
    let mut parts: Vec<&str> = of_plan.filter(|name| *name != "choice").collect();
    parts.push("choice");
    parts.extend(differs.then_some("local"));
    parts.extend(preload(config).map(|_| "ahead"));
    parts.extend((config.banner.layout.as_deref() == Some("dialog")).then_some("modal"));
    parts.push("built");
    parts
}

/// When the panel is fetched ahead, if it is.
fn preload(config: &Config) -> Option<&str> {
    config.written.text("preload").filter(|when| *when != "none")
}

fn bundle(config: &Config, pages: &[Page], kit: &Kit) -> Result<Vec<u8>> {
    let mut script = String::new();
    for part in inside(config, pages) {
        script.push_str(kit.part(part)?.trim_end());
        script.push('\n');
    }
    if script.matches(MARK).count() != 1 {
        let help = "Build the kit anew with `cargo xtask dist`.";
        return Err(miette!(help = help, "the kit's assent-built.js has no place for the plan"));
    }
    let script = script.replace(MARK, &format!("({})", expression(&built(config, pages))));
    Ok([script, kit.gate()?].concat().into_bytes())
}

/// `Built` in `www/gate.d.ts`.
fn built(config: &Config, pages: &[Page]) -> Value {
    let face = |page: &Page| {
        let mut parts = vec![page.banner.as_str(), page.direction.as_str()];
        if pages.len() > 1 {
            parts.extend(page.plan.text("texts"));
        }
        (page.language.clone(), Value::List(parts.into_iter().map(Value::from).collect()))
    };
    let first = pages.first();
    let mut members = vec![
        ("plan".to_owned(), first.map_or(Value::Null, |page| without_items(&page.plan))),
        ("faces".to_owned(), Value::Object(pages.iter().map(face).collect())),
        ("css".to_owned(), style(pages).into()),
    ];
    if let Some(page) = first.filter(|page| !page.regions.is_empty()) {
        members.push(("regions".to_owned(), Value::Object(page.regions.clone())));
    }
    if let Some(preload) = preload(config) {
        members.push(("preload".to_owned(), preload.into()));
    }
    Value::Object(members)
}

/// The items of each service that has some.
fn items(plan: &Value) -> Vec<(String, Value)> {
    let services = plan.list("services").iter();
    services.filter_map(|service| Some((service.own_text("id")?, service.get("items")?.clone()))).collect()
}

/// A plan in which a service says only that it stores something.
fn without_items(plan: &Value) -> Value {
    let shortened = |service: &Value| {
        let entry = |(key, value): &(String, Value)| match key.as_str() {
            "items" => (key.clone(), Value::Bool(true)),
            _ => (key.clone(), value.clone()),
        };
        Value::Object(service.entries().iter().map(entry).collect())
    };
    let entry = |(key, value): &(String, Value)| match (key.as_str(), value) {
        ("services", Value::List(services)) => (key.clone(), Value::List(services.iter().map(shortened).collect())),
        _ => (key.clone(), value.clone()),
    };
    Value::Object(plan.entries().iter().map(entry).collect())
}

/// No banner, no style.
fn style(pages: &[Page]) -> &str {
    pages.iter().find(|page| !page.banner.is_empty()).map_or("", |page| page.style.as_str())
}
