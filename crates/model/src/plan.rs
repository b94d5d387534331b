//! What the page needs, everything resolved and nothing else. Knows neither config nor catalogue.

use crate::choice::{Choice, VERSION};
use crate::value::Value;
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
    /// The categories, in the order of the panel.
    pub categories: Vec<PlanCategory>,
    /// The services, in the order of the config.
    pub services: Vec<PlanService>,
    /// What the widget shows. It is no part of the plan's JSON.
    pub view: View,
}

/// A category as the gate knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanCategory {
    /// Its id.
    pub id: String,
    /// The digest of what is asked for it; none if it is required, and so not asked.
    pub asked: Option<String>,
}

/// A service as the gate knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanService {
    /// Its id.
    pub id: String,
    /// The id of its category.
    pub category: String,
    /// What the gate loads once it is granted: `src` and `steps`, every parameter filled in.
    pub script: Option<Value>,
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

    /// The plan as the gate reads it, with the choices of the two buttons ready-made. `Plan` in `www/gate.d.ts`.
    pub fn to_value(&self) -> Value {
        let accept = Choice::new(self, "accept-all", &|_| true);
        let reject = Choice::new(self, "reject-all", &|_| false);
        Value::object([
            ("version", VERSION.into()),
            ("language", self.language.as_str().into()),
            ("revision", self.revision.into()),
            ("days", self.days.into()),
            ("categories", Value::List(self.categories.iter().map(PlanCategory::to_value).collect())),
            ("services", Value::List(self.services.iter().map(PlanService::to_value).collect())),
            ("outcomes", Value::object([("accept", Value::Object(accept.0)), ("reject", Value::Object(reject.0))])),
        ])
    }
}

impl PlanCategory {
    fn to_value(&self) -> Value {
        let mut members = vec![("id".to_owned(), self.id.as_str().into())];
        members.extend(self.asked.iter().map(|asked| ("asked".to_owned(), asked.as_str().into())));
        Value::Object(members)
    }
}

impl PlanService {
    fn to_value(&self) -> Value {
        let mut members =
            vec![("id".to_owned(), self.id.as_str().into()), ("category".to_owned(), self.category.as_str().into())];
        members.extend(self.script.iter().map(|script| ("script".to_owned(), script.clone())));
        Value::Object(members)
    }
}
