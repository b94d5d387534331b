//! What the page needs, everything resolved and nothing else. Knows neither config nor catalogue.

use crate::choice::Choice;
use crate::service::Script;
use crate::value::Value;
use crate::view::View;
use serde::Serialize;

/// The whole of what the gate obeys. As JSON it is kept beside the record; the view is not part of that.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Plan {
    /// [`VERSION`](crate::choice::VERSION).
    pub version: u32,
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
    /// The choices of the two buttons.
    pub outcomes: Outcomes,
    /// What the widget shows.
    #[serde(skip)]
    pub view: View,
}

/// A category as the gate knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanCategory {
    /// Its id.
    pub id: String,
    /// The digest of what is asked for it; none if it is required, and so not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
}

/// A service as the gate knows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanService {
    /// Its id.
    pub id: String,
    /// The id of its category.
    pub category: String,
    /// What the gate loads once it is granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub script: Option<PlanScript>,
}

/// A script to load, every parameter filled in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanScript {
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub src: Option<String>,
    /// What must be in place before it runs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Value>,
}

impl From<Script> for PlanScript {
    fn from(script: Script) -> PlanScript {
        PlanScript { src: script.src, steps: script.steps }
    }
}

/// The choices of the two buttons.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Outcomes {
    /// Accept all.
    pub accept: Choice,
    /// Reject all.
    pub reject: Choice,
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
}
