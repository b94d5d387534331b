//! What is on screen and what is switched on, and how each action changes it. Pure: knows no browser.

use assent_model::value::{Members, put};
use assent_model::view::CategoryView;
use assent_model::{Plan, Stored, Texts, Value, renewed};

/// The state of the widget.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// Whether the banner is shown.
    pub banner: bool,
    /// Whether the panel is open.
    pub panel: bool,
    /// Whether the page should be loaded anew.
    pub reload: bool,
    /// What is switched on in the panel.
    pub draft: Draft,
    /// What the visitor is told of the last choice.
    pub told: Told,
}

/// What became of a choice: that it is stored, what was deleted for it, and what could not be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The sentences; none if there is nothing to tell.
    pub lines: Vec<String>,
    /// Whether the visitor may have to do something, so that it must not go by itself.
    pub lasts: bool,
    /// Counts the choices, so that each is told anew.
    pub number: u32,
}

impl Told {
    /// Nothing more to tell.
    pub fn clear(&mut self) {
        *self = Told { number: self.number.wrapping_add(1), ..Told::default() };
    }

    /// Adds what is to be told: the text `status.<status>` with these names.
    pub fn add(&mut self, texts: &Texts, status: &str, names: &str) {
        self.lines.push(texts.fill(&["status.", status].concat(), &[("names", names)]));
        self.lasts |= status == "left";
    }
}

/// What is switched on, and what is new to the visitor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The categories and services that are switched on. Whatever is not in here is off.
    on: Vec<String>,
    /// Those that are not what they were when the visitor answered.
    changed: Vec<String>,
}

impl Draft {
    /// The switches as a stored choice has them. Nothing is on that was not granted.
    pub fn from_stored(plan: &Plan, stored: &Stored) -> Draft {
        let mut draft = Draft::default();
        for category in &plan.categories {
            draft.set(&category.id, stored.grants_category(plan, &category.id));
        }
        for service in &plan.services {
            draft.set(&service.id, stored.grants_service(plan, &service.id));
        }
        if let Some(record) = stored.kept() {
            for (category, service) in renewed(record, plan) {
                draft.changed.push(category.to_owned());
                draft.changed.push(service.to_owned());
            }
        }
        draft
    }

    /// Whether this category or service is not what it was when the visitor answered.
    pub fn is_changed(&self, id: &str) -> bool {
        has(&self.changed, id)
    }

    /// Whether this category or service is switched on.
    pub fn is_on(&self, id: &str) -> bool {
        has(&self.on, id)
    }

    /// How many of a category's services are switched on.
    pub fn count(&self, category: &CategoryView) -> usize {
        category.services.iter().filter(|service| self.is_on(&service.id)).count()
    }

    /// Every switch by its id: each category that is asked and each service in it, and each service that can be
    /// objected to.
    pub fn answers(&self, plan: &Plan) -> Value {
        let mut answers = Members::new();
        let mut add = |id: &str| put(&mut answers, id, Value::Bool(self.is_on(id)));
        for category in &plan.view.categories {
            if !category.required {
                add(&category.id);
            }
            for service in category.services.iter().filter(|service| !category.required || service.objection) {
                add(&service.id);
            }
        }
        Value::Object(answers)
    }

    /// Switches a category, and every service in it.
    pub fn set_category(&mut self, plan: &Plan, id: &str, on: bool) {
        self.set(id, on);
        for service in plan.services.iter().filter(|service| service.category == id) {
            self.set(&service.id, on);
        }
    }

    /// Switches a service. Its category is on as long as one of its services is.
    pub fn set_service(&mut self, plan: &Plan, id: &str, on: bool) {
        self.set(id, on);
        let Some(category) = plan.services.iter().find(|service| service.id == id).map(|service| &service.category)
        else {
            return;
        };
        let any = plan.services.iter().any(|service| service.category == *category && self.is_on(&service.id));
        self.set(category, any);
    }

    fn set(&mut self, id: &str, on: bool) {
        self.on.retain(|other| other != id);
        if on {
            self.on.push(id.to_owned());
        }
    }
}

fn has(ids: &[String], id: &str) -> bool {
    ids.iter().any(|known| known == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use assent_model::plan::{PlanCategory, PlanService};

    fn plan() -> Plan {
        let category =
            |id: &str, asked: Option<&str>| PlanCategory { id: id.into(), asked: asked.map(Into::into), sale: false };
        let service = |id: &str, category: &str| PlanService {
            id: id.into(),
            category: category.into(),
            ..PlanService::default()
        };
        Plan {
            categories: vec![
                category("necessary", None),
                category("analytics", Some("digest")),
                category("marketing", Some("other")),
            ],
            services: vec![
                service("basket", "necessary"),
                service("matomo", "analytics"),
                service("posthog", "analytics"),
            ],
            ..Plan::default()
        }
    }

    #[test]
    fn a_category_takes_its_services_along() {
        let mut draft = Draft::default();
        draft.set_category(&plan(), "analytics", true);
        assert!(draft.is_on("analytics") && draft.is_on("matomo") && draft.is_on("posthog"));
        assert!(!draft.is_on("marketing"));
        draft.set_category(&plan(), "analytics", false);
        assert_eq!(draft, Draft::default());
    }

    #[test]
    fn a_category_is_on_as_long_as_one_of_its_services_is() {
        let mut draft = Draft::default();
        draft.set_service(&plan(), "matomo", true);
        assert!(draft.is_on("analytics") && draft.is_on("matomo") && !draft.is_on("posthog"));
        draft.set_service(&plan(), "matomo", false);
        assert_eq!(draft, Draft::default());
    }

    #[test]
    fn nothing_is_on_before_a_choice_but_what_is_required() {
        let draft = Draft::from_stored(&plan(), &Stored::Absent);
        assert!(draft.is_on("necessary") && draft.is_on("basket"));
        assert!(!draft.is_on("analytics") && !draft.is_on("matomo"));
    }
}
