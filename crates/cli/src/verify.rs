//! `assent verify`: whether a visitor's receipt answers what a config asks today. Knows the words, not the rules.

mod words;

use crate::site::Site;
use crate::{Outcome, clock, files, output};
use assent_lint::Source;
use assent_model::time::milliseconds;
use assent_model::{Plan, Stored, Value, changes};
use miette::{Result, WrapErr, miette};
use std::path::PathBuf;

/// Tell whether a visitor's receipt matches a config: what it grants, and what has changed since
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// The receipt: the record as JSON, as the visitor exported it; `-` is standard input
    receipt: PathBuf,
    /// The config
    #[arg(long, value_name = "FILE", default_value = "assent.json")]
    config: PathBuf,
}

const HELP: &str = "Example:
  assent verify receipt.json --config assent.json

Exit codes: 0 it answers all that is asked today, 1 it does not, 2 it could not run.
A receipt is not signed: it tells what a browser kept, and whoever has it can change it.";

const WHERE_FROM: &str = "A receipt is what the panel saves, `assent.receipt()` gives in the visitor's browser, or localStorage has under \"assent\".";

/// Prints what the receipt says, and whether it matches.
///
/// # Errors
/// The receipt or the config cannot be read, or the receipt is none.
pub fn run(args: &Args) -> Result<Outcome> {
    let name = files::name(&args.receipt);
    if !files::is_stdin(&args.receipt) && !args.receipt.exists() {
        return Err(miette!(help = WHERE_FROM, "the receipt {name} is not there"));
    }
    let record = receipt(&files::read(&args.receipt)?.text).wrap_err_with(|| format!("{name} is no receipt"))?;
    let site = Site::read(&args.config)?;
    let plan = site.plan(&language(&record, &site))?;
    let now = clock::now()? as f64 * 1000.0;
    let stored = Stored::read(Some(record.clone()), now);
    let seen = Seen { record: &record, stored: &stored, plan: &plan, is_early: at(&record, "at") > Some(now) };
    let report = words::report(&seen, &changes(&record, &plan));
    output::print(&report)?;
    Ok(if seen.matches() { Outcome::Clean } else { Outcome::Findings })
}

/// A receipt beside the plan of today.
struct Seen<'a> {
    record: &'a Value,
    stored: &'a Stored,
    plan: &'a Plan,
    /// It was made in a time that is yet to come.
    is_early: bool,
}

impl Seen<'_> {
    /// Whether it holds, and nothing that is asked today is without an answer.
    fn matches(&self) -> bool {
        let is_answered = |id: &str| self.plan.is_required(id) || self.stored.answers(self.plan, id);
        let all = self.plan.categories.iter().all(|category| is_answered(&category.id));
        self.stored.kept().is_some() && !self.is_early && all
    }
}

/// The record in a text.
fn receipt(text: &str) -> Result<Value> {
    let (source, found) = Source::read(text);
    if let Some(fault) = found.into_iter().next() {
        return Err(miette!(help = fault.help, "{}", fault.message));
    }
    let record = source.value;
    let wrong = |what: &str| Err(miette!(help = WHERE_FROM, "{what}"));
    if !matches!(record, Value::Object(_)) {
        return wrong("it is no object");
    }
    for key in ["version", "revision"] {
        if record.whole(key).is_none() {
            return wrong(&format!("\"{key}\" is no whole number"));
        }
    }
    for (key, is_text) in [("asked", true), ("categories", false), ("services", false)] {
        let Some(Value::Object(entries)) = record.get(key) else { return wrong(&format!("\"{key}\" is no object")) };
        let is_right =
            |value: &Value| if is_text { value.as_text().is_some() } else { matches!(value, Value::Bool(_)) };
        if let Some((id, _)) = entries.iter().find(|(_, value)| !is_right(value)) {
            let kind = if is_text { "text" } else { "true or false" };
            return wrong(&format!("\"{key}\" has no {kind} for \"{id}\""));
        }
    }
    if !is_printable(&record) {
        return wrong("it has control characters in it, which could write anything on a terminal");
    }
    for key in ["at", "expires"] {
        if at(&record, key).is_none() {
            return wrong(&format!("\"{key}\" is no time such as 2026-11-22T10:00:00Z"));
        }
    }
    Ok(record)
}

/// Whether no text in it, and no key, has a control character. A receipt comes from a stranger, and is printed.
fn is_printable(value: &Value) -> bool {
    let is_plain = |text: &str| !text.contains(char::is_control);
    match value {
        Value::Text(text) => is_plain(text),
        Value::List(items) => items.iter().all(is_printable),
        Value::Object(entries) => entries.iter().all(|(key, value)| is_plain(key) && is_printable(value)),
        _ => true,
    }
}

/// A time of a record, in milliseconds since 1970.
fn at(record: &Value, key: &str) -> Option<f64> {
    record.text(key).and_then(milliseconds)
}

/// The language that the visitor was asked in, if the site still has it.
fn language(record: &Value, site: &Site) -> String {
    let wish: Vec<String> = record.own_text("language").into_iter().collect();
    site.config.language(&wish).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use assent_model::plan::{PlanCategory, PlanService};
    use proptest::prelude::*;

    fn plan() -> Plan {
        let category = |id: &str, asked: Option<&str>| PlanCategory {
            id: id.to_owned(),
            asked: asked.map(str::to_owned),
            sale: false,
        };
        let service = PlanService { id: "b".to_owned(), category: "a".to_owned(), more: Vec::new() };
        Plan {
            categories: vec![category("a", Some("0 b:111122223333:4444")), category("c", None)],
            services: vec![service],
            ..Plan::default()
        }
    }

    fn any_receipt() -> impl Strategy<Value = String> {
        let id = "[a-d\\p{Any}]{0,3}";
        let asked = proptest::collection::btree_map(id, "[0-9]{0,4}( [ab]:?[0-9]{0,12}:?[0-9]{0,8}){0,2}", 0..3);
        let says = || proptest::collection::btree_map(id, any::<bool>(), 0..3);
        let time = || "20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:00:00Z";
        (0..3_u32, 0..3_u32, asked, says(), says(), time(), time(), ".{0,4}").prop_map(
            |(version, revision, asked, categories, services, at, expires, id)| {
                serde_json::json!({
                    "version": version, "revision": revision, "asked": asked, "categories": categories,
                    "services": services, "at": at, "expires": expires, "id": id,
                })
                .to_string()
            },
        )
    }

    proptest! {
        #[test]
        fn no_text_is_a_panic(text in "\\PC{0,30}") {
            let _ = receipt(&text);
        }

        /// Whatever it says of itself, it grants nothing that it does not answer, and writes no line of its own.
        #[test]
        fn a_receipt_says_only_what_it_answers(text in any_receipt()) {
            let Ok(record) = receipt(&text) else { return Ok(()) };
            let (plan, stored) = (plan(), Stored::read(Some(record.clone()), 1_795_341_600_000.0));
            let seen = Seen { record: &record, stored: &stored, plan: &plan, is_early: false };
            let report = words::report(&seen, &changes(&record, &plan));
            let is_same = record.part("asked").text("a") == plan.categories.first().and_then(|a| a.asked.as_deref());
            prop_assert!(is_same || !seen.matches());
            let last = if seen.matches() { "It matches." } else { "It does not match." };
            prop_assert_eq!(report.lines().filter(|line| line.starts_with("It ") && line.contains("match")).collect::<Vec<_>>(), [last]);
        }
    }
}
