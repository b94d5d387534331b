//! What is said of a receipt. Knows no rule of records.

use super::Seen;
use assent_model::changes::{Change, Kind};
use assent_model::plan::PlanCategory;
use assent_model::{Stored, Value};

/// All that there is to say.
pub(super) fn report(seen: &Seen<'_>, changes: &[Change]) -> String {
    let mut lines = vec![made(seen.record)];
    lines.extend(doubts(seen));
    lines.push("Categories:".to_owned());
    lines.extend(seen.plan.categories.iter().map(|category| format!("  {}: {}", category.id, answer(seen, category))));
    lines.extend(gone(seen).map(|id| format!("  {id}: it was asked for, and is not any more")));
    lines.push(granted(seen));
    lines.extend(objections(seen));
    if !changes.is_empty() {
        lines.push("Changed since:".to_owned());
        lines.extend(
            changes.iter().map(|change| format!("  {} ({}): {}", change.service, change.category, kind(change.kind))),
        );
    }
    lines.push(if seen.matches() { "It matches." } else { "It does not match." }.to_owned());
    lines.join("\n") + "\n"
}

/// Who made the choice, and how.
fn made(record: &Value) -> String {
    let text = |key: &str| record.text(key).unwrap_or("?");
    format!(
        "Receipt {}, made at {} by \"{}\", language \"{}\", holds until {}.",
        text("id"),
        text("at"),
        text("method"),
        text("language"),
        text("expires")
    )
}

/// What keeps all of it from counting.
fn doubts(seen: &Seen<'_>) -> Vec<String> {
    let mut doubts = Vec::new();
    let (then, today) = (seen.record.whole("revision").unwrap_or_default(), seen.plan.revision);
    match seen.stored {
        Stored::Expired => doubts.push("It has expired.".to_owned()),
        Stored::OtherVersion => doubts.push("Another version of Assent made it: it grants nothing today.".to_owned()),
        _ => {}
    }
    if seen.is_early {
        doubts.push("It was made in a time that is yet to come.".to_owned());
    }
    if then != today {
        doubts.push(format!("It answers revision {then}, and the config has revision {today}: all is asked again."));
    }
    doubts
}

fn answer(seen: &Seen<'_>, category: &PlanCategory) -> &'static str {
    let id = &category.id;
    let said = seen.record.part("categories").get(id);
    let is_same = seen.record.part("asked").text(id) == category.asked.as_deref();
    match (&category.asked, said) {
        (None, _) => "required, and not asked",
        (Some(_), None) => "not asked then, and asked today",
        (Some(_), Some(_)) if !is_same => "answered, but what is asked has changed: it is asked again",
        (Some(_), Some(Value::Bool(true))) if seen.stored.grants_category(seen.plan, id) => "granted",
        (Some(_), Some(Value::Bool(true))) => "was granted, and is not any more",
        (Some(_), Some(_)) => "refused",
    }
}

/// The categories that the receipt answers and the config does not ask.
fn gone<'a>(seen: &'a Seen<'_>) -> impl Iterator<Item = &'a str> {
    let is_there = |id: &str| seen.plan.categories.iter().any(|category| category.id == id);
    seen.record.part("asked").names().into_iter().filter(move |id| !is_there(id))
}

/// The services that were agreed to, and those that are granted today.
fn granted(seen: &Seen<'_>) -> String {
    let then = seen.record.part("services").entries().iter().filter(|(_, said)| *said == Value::Bool(true));
    let then: Vec<&str> = then.map(|(id, _)| id.as_str()).collect();
    let today = seen.plan.services.iter().map(|service| service.id.as_str());
    let today: Vec<&str> = today.filter(|id| seen.stored.grants_service(seen.plan, id)).collect();
    format!("Services on then: {}\nServices on today: {}", list(&then), list(&today))
}

/// What is required and was objected to.
fn objections(seen: &Seen<'_>) -> Option<String> {
    let objectable = seen.plan.services.iter().filter(|service| service.may_be_objected());
    let is_refused = |id: &str| seen.record.part("services").get(id) == Some(&Value::Bool(false));
    let refused: Vec<&str> = objectable.map(|service| service.id.as_str()).filter(|id| is_refused(id)).collect();
    (!refused.is_empty()).then(|| format!("Objected to: {}", refused.join(", ")))
}

fn list(words: &[&str]) -> String {
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::NewService => "it is used for this, and was not",
        Kind::RemovedService => "it was used for this, and is not any more",
        Kind::Purpose => "it is for something else",
        Kind::Vendor => "somebody else runs it, or from another country",
        Kind::Basis => "it rests on something else in law",
        Kind::NewItem => "it stores something that it did not, or for another time or purpose",
        Kind::RemovedItem => "it does not store something any more that it did",
    }
}
