//! A choice before it has a time: what is granted and what is refused, by name. Knows no visitor.

use crate::plan::{Plan, PlanCategory, PlanService};
use crate::value::{Members, Value, put};

/// The version of records and plans that this code writes and reads.
pub const VERSION: u32 = 1;

/// A ready-made record body, as the members of a JSON object. The gate adds `id`, `at`, `expires` and `history`. Whatever is refused is here by its name with `false`, never by being left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choice(pub Members);

impl Choice {
    /// A choice on everything that a plan asks: `granted` is asked for each category and service that is not required.
    ///
    /// `method` is `accept-all`, `reject-all`, `custom`, `withdrawal` or `api`.
    pub fn new(plan: &Plan, method: &str, granted: &dyn Fn(&str) -> bool) -> Choice {
        Choice::of(plan, method, granted, &|_| true)
    }

    /// A choice on some of the categories. It says nothing of the others, so that it can be laid over another choice.
    pub(crate) fn of(
        plan: &Plan,
        method: &str,
        granted: &dyn Fn(&str) -> bool,
        is_meant: &dyn Fn(&PlanCategory) -> bool,
    ) -> Choice {
        let (mut asked, mut categories, mut services) = (Members::new(), Members::new(), Members::new());
        for category in plan.categories.iter().filter(|category| is_meant(category)) {
            let id = &category.id;
            let is_on = category.asked.is_none() || granted(id);
            if let Some(question) = &category.asked {
                put(&mut asked, id, question.as_str().into());
            }
            put(&mut categories, id, Value::Bool(is_on));
            // Of an objection it says nothing, since that is apart from consent.
            let is_answered = |service: &&PlanService| service.category == *id && !service.may_be_objected();
            for service in plan.services.iter().filter(is_answered) {
                let is_on = is_on && (category.asked.is_none() || granted(&service.id));
                put(&mut services, &service.id, Value::Bool(is_on));
            }
        }
        let mut members = Members::new();
        put(&mut members, "version", VERSION.into());
        put(&mut members, "revision", plan.revision.into());
        put(&mut members, "asked", Value::Object(asked));
        put(&mut members, "method", method.into());
        put(&mut members, "language", plan.language.as_str().into());
        put(&mut members, "categories", Value::Object(categories));
        put(&mut members, "services", Value::Object(services));
        Choice(members)
    }
}

impl From<Choice> for Value {
    fn from(choice: Choice) -> Value {
        Value::Object(choice.0)
    }
}
