//! A choice before it has a time: what is granted and what is refused, by name. Knows no visitor.

use crate::plan::Plan;
use crate::value::Value;

/// The version of records and plans that this code writes and reads.
pub const VERSION: u32 = 1;

/// A ready-made record body, as the members of a JSON object. The gate or the widget adds `id`, `at`, `expires` and
/// `history`. Whatever is refused is here by its name with `false`, never by being left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choice(pub Vec<(String, Value)>);

impl Choice {
    /// A choice on everything that a plan asks: `granted` is asked for each category and service that is not required.
    ///
    /// `method` is `accept-all`, `reject-all`, `custom`, `withdrawal` or `api`.
    pub fn new(plan: &Plan, method: &str, granted: &dyn Fn(&str) -> bool) -> Choice {
        let category = |id: &str| plan.is_required(id) || granted(id);
        let service = |id: &str, of: &str| plan.is_required(of) || (granted(of) && granted(id));
        let asked = plan.categories.iter().filter_map(|c| Some((c.id.clone(), c.asked.as_deref()?.into())));
        let categories = plan.categories.iter().map(|c| (c.id.clone(), Value::Bool(category(&c.id))));
        let services = plan.services.iter().map(|s| (s.id.clone(), Value::Bool(service(&s.id, &s.category))));
        let members = [
            ("version", VERSION.into()),
            ("revision", plan.revision.into()),
            ("asked", Value::Object(asked.collect())),
            ("method", method.into()),
            ("language", plan.language.as_str().into()),
            ("categories", Value::Object(categories.collect())),
            ("services", Value::Object(services.collect())),
        ];
        Choice(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }
}
