//! The visitor's choice as it is stored, and the rules that say what it grants. Knows no storage and no clock. A record is
//! made by the gate, of a choice ([`crate::Choice`]).
//!
//! The gate follows the same rules in JavaScript, because it must decide before any Wasm is there; both are held to
//! `tests/vectors/records.json`.

use crate::choice::VERSION;
use crate::plan::{Model, Plan};
use crate::time::milliseconds;
use crate::value::Value;

/// What was found in the storage.
#[derive(Debug, Clone, PartialEq)]
pub enum Stored {
    /// A record that can be read and still holds.
    Kept(Value),
    /// A record whose time is over.
    Expired,
    /// A record of another version.
    OtherVersion,
    /// Something, but no record.
    Unreadable,
    /// Nothing.
    Absent,
}

impl Stored {
    /// What a stored value is, at a time in milliseconds since 1970. `None` is an empty storage, `Null` no JSON.
    pub fn read(value: Option<Value>, now: f64) -> Stored {
        let Some(value) = value else { return Stored::Absent };
        let is_object = |key: &str| matches!(value.get(key), Some(Value::Object(_)));
        match value.whole("version") {
            None => return Stored::Unreadable,
            Some(VERSION) => {}
            Some(_) => return Stored::OtherVersion,
        }
        if value.whole("revision").is_none() || !["asked", "categories", "services"].into_iter().all(is_object) {
            return Stored::Unreadable;
        }
        let holds = value.text("expires").and_then(milliseconds).is_some_and(|expires| expires > now);
        if holds { Stored::Kept(value) } else { Stored::Expired }
    }

    /// Whether the visitor must be asked: something is asked that no record answers. Where everything holds until it
    /// is refused, nobody is asked who has never chosen.
    pub fn must_ask(&self, plan: &Plan) -> bool {
        let is_left_alone = |id: &str| plan.model == Model::OptOut && self.is_untouched(plan, id);
        let is_open = |id: &str| !self.answers(plan, id) && !is_left_alone(id);
        plan.categories.iter().any(|category| category.asked.is_some() && is_open(&category.id))
    }

    /// Whether this category is granted. Unknown means denied.
    pub fn grants_category(&self, plan: &Plan, id: &str) -> bool {
        plan.is_required(id)
            || (self.answers(plan, id) && self.says("categories", id))
            || (self.is_untouched(plan, id) && plan.categories.iter().any(|category| category.id == id))
    }

    /// Whether this service is granted: its category is, and it was not refused itself. One that is not asked for can be
    /// refused only by an objection.
    pub fn grants_service(&self, plan: &Plan, id: &str) -> bool {
        let Some(service) = plan.services.iter().find(|service| service.id == id) else { return false };
        if plan.is_required(&service.category) {
            return !(service.may_be_objected() && self.denies("services", id));
        }
        self.grants_category(plan, &service.category)
            && (self.says("services", id) || self.is_untouched(plan, &service.category))
    }

    /// The record itself, if it holds.
    pub fn kept(&self) -> Option<&Value> {
        let Stored::Kept(record) = self else { return None };
        Some(record)
    }

    /// Whether a category holds because nothing was ever chosen for it: there is no record, or only the one that the
    /// browser's signal made for others. Something that cannot be read may have been a refusal, and whoever opts out of
    /// sale opts out of what is sold only later too.
    fn is_untouched(&self, plan: &Plan, category: &str) -> bool {
        let is_sold = || plan.categories.iter().any(|known| known.id == category && known.sale);
        let was_chosen = match self {
            Stored::Absent => false,
            Stored::Kept(record) => {
                record.text("method") != Some("gpc")
                    || record.get("asked").is_some_and(|a| a.get(category).is_some())
                    || is_sold()
            }
            _ => true,
        };
        plan.model != Model::OptIn && !was_chosen
    }

    /// Whether the record was made for what is asked today for this category.
    pub fn answers(&self, plan: &Plan, id: &str) -> bool {
        let Some(record) = self.kept() else { return false };
        let asked = plan.categories.iter().find(|category| category.id == id).and_then(|known| known.asked.as_deref());
        let answered = record.get("asked").and_then(|asked| asked.text(id));
        asked.is_some() && answered == asked && record.whole("revision") == Some(plan.revision)
    }

    fn denies(&self, part: &str, id: &str) -> bool {
        let said = self.kept().and_then(|record| record.get(part)).and_then(|choices| choices.get(id));
        said == Some(&Value::Bool(false))
    }

    fn says(&self, part: &str, id: &str) -> bool {
        self.kept().and_then(|record| record.get(part)).is_some_and(|choices| choices.is_true(id))
    }
}
