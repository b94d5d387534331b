//! The visitor's choice as it is stored, and the rules that say what it grants. Knows no storage and no clock.
//!
//! The gate follows the same rules in JavaScript, because it must decide before any Wasm is there; both are held to
//! `tests/vectors/records.json`.

use crate::choice::{Choice, VERSION};
use crate::plan::Plan;
use crate::time::milliseconds;
use crate::value::Value;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many earlier choices a record remembers.
pub const HISTORY: usize = 10;

/// The record, as it is stored under `assent`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    /// The choice itself.
    #[serde(flatten)]
    pub choice: Choice,
    /// The visitor's random number, kept from choice to choice.
    pub id: String,
    /// When the choice was made. UTC, as RFC 3339.
    pub at: String,
    /// Until when it holds.
    pub expires: String,
    /// Earlier choices, the oldest first, at most [`HISTORY`].
    pub history: Vec<Value>,
}

/// What was found in the storage.
#[derive(Debug, Clone, PartialEq)]
pub enum Stored {
    /// A record that can be read and still holds.
    Kept(Kept),
    /// A record whose time is over.
    Expired,
    /// A record of another version.
    OtherVersion,
    /// Something, but no record.
    Unreadable,
    /// Nothing.
    Absent,
}

/// A record that can be read and still holds: what it says, and whole as it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    revision: u32,
    asked: BTreeMap<String, String>,
    categories: BTreeMap<String, bool>,
    services: BTreeMap<String, bool>,
    whole: Value,
}

impl Stored {
    /// What a stored value is, at a time in milliseconds since 1970. `None` is an empty storage, `Null` no JSON.
    pub fn read(value: Option<&Value>, now: f64) -> Stored {
        let Some(value) = value else { return Stored::Absent };
        match value.get("version").and_then(Value::as_whole) {
            None => return Stored::Unreadable,
            Some(VERSION) => {}
            Some(_) => return Stored::OtherVersion,
        }
        let Some(kept) = Kept::read(value) else { return Stored::Unreadable };
        let expires = value.get("expires").and_then(Value::as_text).and_then(milliseconds);
        if expires.is_some_and(|expires| expires > now) { Stored::Kept(kept) } else { Stored::Expired }
    }

    /// Whether the visitor must be asked: something is asked that no record answers.
    pub fn must_ask(&self, plan: &Plan) -> bool {
        plan.categories.iter().any(|category| category.asked.is_some() && !self.answers(plan, &category.id))
    }

    /// Whether this category is granted. Unknown means denied.
    pub fn grants_category(&self, plan: &Plan, id: &str) -> bool {
        plan.is_required(id)
            || (self.answers(plan, id) && self.kept().is_some_and(|kept| kept.says(&kept.categories, id)))
    }

    /// Whether this service is granted: its category is, and it was not refused itself.
    pub fn grants_service(&self, plan: &Plan, id: &str) -> bool {
        let Some(service) = plan.services.iter().find(|service| service.id == id) else { return false };
        plan.is_required(&service.category)
            || (self.grants_category(plan, &service.category)
                && self.kept().is_some_and(|kept| kept.says(&kept.services, id)))
    }

    /// The record itself, if it holds.
    pub fn kept(&self) -> Option<&Kept> {
        let Stored::Kept(kept) = self else { return None };
        Some(kept)
    }

    /// Whether the record was made for what is asked today for this category.
    fn answers(&self, plan: &Plan, id: &str) -> bool {
        let Some(kept) = self.kept() else { return false };
        let asked =
            plan.categories.iter().find(|category| category.id == id).and_then(|category| category.asked.as_ref());
        kept.revision == plan.revision && asked.is_some() && kept.asked.get(id) == asked
    }
}

impl Kept {
    fn read(value: &Value) -> Option<Kept> {
        Some(Kept {
            revision: value.get("revision")?.as_whole()?,
            asked: collect(value.get("asked")?, |digest| digest.as_text().map(str::to_owned))?,
            categories: collect(value.get("categories")?, |granted| Some(*granted == Value::Bool(true)))?,
            services: collect(value.get("services")?, |granted| Some(*granted == Value::Bool(true)))?,
            whole: value.clone(),
        })
    }

    /// The visitor's random number.
    pub fn id(&self) -> Option<&str> {
        self.whole.get("id").and_then(Value::as_text)
    }

    /// The history of the next record: this one's, and what this one says.
    pub fn history(&self) -> Vec<Value> {
        let earlier = if let Some(Value::List(earlier)) = self.whole.get("history") { earlier.as_slice() } else { &[] };
        let past = |key: &str| Some((key.to_owned(), self.whole.get(key)?.clone()));
        let this =
            Value::Object(["at", "method", "categories", "services"].iter().filter_map(|key| past(key)).collect());
        let all: Vec<Value> = earlier.iter().cloned().chain([this]).collect();
        let surplus = all.len().saturating_sub(HISTORY);
        all.into_iter().skip(surplus).collect()
    }

    fn says(&self, choices: &BTreeMap<String, bool>, id: &str) -> bool {
        choices.get(id) == Some(&true)
    }
}

/// The entries of an object; those that cannot be read are left out, and so grant nothing.
fn collect<T>(value: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<BTreeMap<String, T>> {
    let Value::Object(entries) = value else { return None };
    Some(entries.iter().filter_map(|(key, value)| Some((key.clone(), read(value)?))).collect())
}
