//! `assent verify`: whether a visitor's receipt answers what a config asks today. Knows the words, not the rules.

mod words;

use crate::site::Site;
use crate::{Outcome, clock, files, out};
use assent_model::time::milliseconds;
use assent_model::{Plan, Stored, Value, changes};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
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

/// Prints what the receipt says, and whether it matches.
///
/// # Errors
/// The receipt or the config cannot be read, or the receipt is none.
pub fn run(args: &Args) -> Result<Outcome> {
    let name = args.receipt.display().to_string();
    let record = receipt(&files::read(&args.receipt)?).wrap_err_with(|| format!("{name} is no receipt"))?;
    let site = Site::read(&args.config)?;
    let plan = site.plan(&language(&record, &site))?;
    let now = clock::now()? as f64 * 1000.0;
    let stored = Stored::read(Some(record.clone()), now);
    let seen = Seen { record: &record, stored: &stored, plan: &plan, is_early: at(&record, "at") > Some(now) };
    let report = words::report(&seen, &changes(&record, &plan));
    out::print(&report)?;
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
    let json: serde_json::Value = serde_json::from_str(text).into_diagnostic()?;
    let record = Value::from(json);
    let help = "A receipt is what `assent.record()` gives in the visitor's browser, or localStorage under \"assent\".";
    let wrong = |what: &str| Err(miette!(help = help, "{what}"));
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
    for key in ["at", "expires"] {
        if at(&record, key).is_none() {
            return wrong(&format!("\"{key}\" is no time such as 2026-11-22T10:00:00Z"));
        }
    }
    Ok(record)
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
