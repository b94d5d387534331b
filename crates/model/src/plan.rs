//! What the page needs, everything resolved and nothing else. Knows neither config nor catalogue.

use crate::choice::{Choice, VERSION};
use crate::value::{Members, Value, put};
use crate::view::View;

/// The whole of what the gate obeys, and what the widget shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// The language of the texts. BCP 47.
    pub language: String,
    /// The author's revision.
    pub revision: u32,
    /// How long a choice holds, in days.
    pub days: u32,
    /// What holds before a choice.
    pub model: Model,
    /// The categories, in the order of the panel.
    pub categories: Vec<PlanCategory>,
    /// The services, in the order of the config.
    pub services: Vec<PlanService>,
    /// What the gate gets as it is, ready-made: `doNotTrack`, `domain`, `reload`, `net`, `signals`, `revisit`,
    /// `parts`, `page`.
    pub more: Members,
    /// What the widget shows. It is no part of the plan's JSON.
    pub view: View,
}

/// What holds before a choice, which differs from law to law.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Model {
    /// Nothing but what is required.
    #[default]
    OptIn,
    /// Everything, and the visitor is not asked.
    OptOut,
    /// Everything, and the visitor is asked.
    Notice,
}

impl Model {
    /// The model of this name; the strictest for any other.
    pub fn named(name: &str) -> Model {
        match name {
            "opt-out" => Model::OptOut,
            "notice" => Model::Notice,
            _ => Model::OptIn,
        }
    }
}

/// A category as the gate knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanCategory {
    /// Its id.
    pub id: String,
    /// What is asked for it, as one word for each service behind a digest of it all; none if it is required, and so
    /// not asked.
    pub asked: Option<String>,
    /// Whether it sells or shares data, so that a signal of the browser refuses it.
    pub sale: bool,
}

/// A service as the gate knows it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanService {
    /// Its id.
    pub id: String,
    /// The id of its category.
    pub category: String,
    /// What the gate gets as it is, ready-made, every parameter filled in: `script`, `signals`, `items`,
    /// `hosts`, `objection`.
    pub more: Members,
}

impl Plan {
    /// Whether this category is there and required, so that it is granted without being asked.
    pub fn is_required(&self, category: &str) -> bool {
        self.categories.iter().any(|known| known.id == category && known.asked.is_none())
    }

    /// Whether there is anything to ask.
    pub fn asks(&self) -> bool {
        self.categories.iter().any(|category| category.asked.is_some())
    }

    /// The plan as the gate reads it, with the choices of the two buttons and of the browser ready-made. `Plan` in
    /// `www/gate.d.ts`.
    pub fn to_value(&self) -> Value {
        let mut members = Members::new();
        put(&mut members, "version", VERSION.into());
        put(&mut members, "language", self.language.as_str().into());
        put(&mut members, "texts", self.view.texts.digest().as_str().into());
        put(&mut members, "revision", self.revision.into());
        put(&mut members, "days", self.days.into());
        if self.model != Model::OptIn {
            put(&mut members, "model", if self.model == Model::OptOut { "opt-out" } else { "notice" }.into());
        }
        members.extend_from_slice(&self.more);
        put(&mut members, "categories", Value::List(self.categories.iter().map(PlanCategory::to_value).collect()));
        put(&mut members, "services", Value::List(self.services.iter().map(PlanService::to_value).collect()));
        put(&mut members, "outcomes", Value::Object(self.outcomes()));
        Value::Object(members)
    }

    fn outcomes(&self) -> Members {
        let mut outcomes = Members::new();
        for (name, method, is_granted) in [("accept", "accept-all", true), ("reject", "reject-all", false)] {
            put(&mut outcomes, name, Choice::new(self, method, &|_| is_granted).into());
        }
        let sells = |category: &PlanCategory| category.sale && category.asked.is_some();
        if self.categories.iter().any(sells) {
            // What is required is in each record by its name; of the others this says nothing.
            let is_meant = |category: &PlanCategory| category.asked.is_none() || sells(category);
            put(&mut outcomes, "gpc", Choice::of(self, "gpc", &|_| false, &is_meant).into());
        }
        outcomes
    }
}

impl PlanCategory {
    fn to_value(&self) -> Value {
        let mut members = Members::new();
        put(&mut members, "id", self.id.as_str().into());
        if let Some(asked) = &self.asked {
            put(&mut members, "asked", asked.as_str().into());
            if self.sale {
                put(&mut members, "sale", Value::Bool(true));
            }
        }
        Value::Object(members)
    }
}

impl PlanService {
    /// Whether it is not asked for and may be refused all the same.
    pub fn may_be_objected(&self) -> bool {
        self.more.iter().any(|(key, _)| key == "objection")
    }

    fn to_value(&self) -> Value {
        let mut members = Members::new();
        put(&mut members, "id", self.id.as_str().into());
        put(&mut members, "category", self.category.as_str().into());
        members.extend_from_slice(&self.more);
        Value::Object(members)
    }
}
