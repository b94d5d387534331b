//! What the gate gets of config, categories and services: what it obeys, and nothing that is only shown.

use super::asked;
use super::service::Resolved;
use super::signals;
use crate::config::{Category, Config};
use crate::plan::{PlanCategory, PlanService};
use crate::value::{Members, Value, copy, put};

/// What goes into the plan as it is written, and what follows from it.
pub(super) fn more(config: &Config, services: &[PlanService]) -> Members {
    let (mut more, mut parts) = (Members::new(), Vec::new());
    let part = |key: &str| config.written.part(key);
    let storage = part("storage");
    copy(part("signals"), &["doNotTrack"], &mut more);
    copy(storage, &["domain"], &mut more);
    if storage.text("reload") != Some("ask") {
        copy(storage, &["reload"], &mut more);
    }
    copy(&config.written, &["net"], &mut more);
    let signals = signals::steps(config);
    if !signals.is_empty() {
        put(&mut more, "signals", Value::Object(signals));
    }
    let has = |members: &Members, key: &str| members.iter().any(|(known, _)| known == key);
    for (key, name) in [("domain", "mirror"), ("net", "net"), ("signals", "steps")] {
        if has(&more, key) || (name == "steps" && services.iter().any(has_steps)) {
            parts.push(name.into());
        }
    }
    // Refusing what is sold is a choice as any other, and must be made before anything is released.
    if config.categories.iter().any(|category| category.sale && !category.required) {
        parts.extend(["gpc", "choice"].map(Value::from));
    }
    let asks = config.categories.iter().any(|category| !category.required);
    if let Some(revisit) = config.written.get("revisit").filter(|_| asks) {
        put(&mut more, "revisit", revisit.text("position").unwrap_or("bottom-left").into());
        parts.push("revisit".into());
    }
    put_list("parts", parts, &mut more);
    more
}

pub(super) fn category(category: &Category, services: &[Resolved]) -> PlanCategory {
    let asked = (!category.required).then(|| asked::asked(&category.id, services));
    PlanCategory { id: category.id.clone(), asked, sale: category.sale }
}

pub(super) fn service(service: &Resolved, config: &Config) -> PlanService {
    let mut more = Members::new();
    let is_early = add_script(service, config, &mut more);
    // A tag that itself obeys Consent Mode must not be switched off by the vendor's other switch.
    if !is_early {
        copy(&service.made, &["signals"], &mut more);
    }
    // Of what is required too: what it shares with a refused service must neither be deleted nor stopped.
    put_list("items", service.said.list("items").iter().filter_map(item).collect(), &mut more);
    if config.written.get("net").is_some() {
        put_list("hosts", service.said.list("hosts").to_vec(), &mut more);
    }
    if may_be_objected(service, config) {
        put(&mut more, "objection", Value::Bool(true));
    }
    PlanService { id: service.id.clone(), category: service.category.clone(), more }
}

/// Whether it is not asked for and rests on a legitimate interest, to which a visitor may object: GDPR Art. 21(1).
pub(super) fn may_be_objected(service: &Resolved, config: &Config) -> bool {
    let is_asked = config.categories.iter().any(|category| category.id == service.category && !category.required);
    !is_asked && service.said.part("basis").texts("processing").iter().any(|word| *word == "legitimate-interests")
}

/// Whether there is something to be put in place for it, or to be told to it.
fn has_steps(service: &PlanService) -> bool {
    let has = |value: &Value| value.get("steps").is_some();
    service.more.iter().any(|(key, value)| key == "signals" || (key == "script" && has(value)))
}

/// Adds the script, and tells whether it is loaded before it is granted.
fn add_script(service: &Resolved, config: &Config, more: &mut Members) -> bool {
    let Some(written) = service.made.get("script") else { return false };
    let mut script = Members::new();
    copy(written, &["src", "steps"], &mut script);
    let is_early = written.is_true("consentMode") && signals::is_advanced(config);
    if is_early {
        put(&mut script, "early", Value::Bool(true));
    }
    put(more, "script", Value::Object(script));
    is_early
}

/// Where an item is to be found; nothing for one without a name.
fn item(item: &Value) -> Option<Value> {
    if item.is_true("unnamed") {
        return None;
    }
    let mut found = Members::new();
    if item.text("type") != Some("cookie") {
        copy(item, &["type"], &mut found);
    }
    copy(item, &["name", "domains", "path", "partitioned"], &mut found);
    Some(Value::Object(found))
}

/// Adds a list, unless it is empty.
fn put_list(key: &str, items: Vec<Value>, members: &mut Members) {
    if !items.is_empty() {
        put(members, key, Value::List(items));
    }
}
