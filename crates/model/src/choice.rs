//! A choice before it has a time: what is granted and what is refused, by name. Knows no visitor.

use crate::plan::Plan;
use serde::Serialize;
use std::collections::BTreeMap;

/// The version of records and plans that this code writes and reads.
pub const VERSION: u32 = 1;

/// A ready-made record body. The gate or the widget adds `id`, `at`, `expires` and `history`.
///
/// Whatever is refused is here by its name with `false`, never by being left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// [`VERSION`].
    pub version: u32,
    /// The author's revision.
    pub revision: u32,
    /// For each category that is asked, the digest of what was asked.
    pub asked: BTreeMap<String, String>,
    /// How it was made: `accept-all`, `reject-all`, `custom`, `withdrawal`, `api`.
    pub method: String,
    /// The language of the texts that were shown. BCP 47.
    pub language: String,
    /// Every category.
    pub categories: BTreeMap<String, bool>,
    /// Every service.
    pub services: BTreeMap<String, bool>,
}

impl Choice {
    /// A choice on everything that a plan asks: `granted` is asked for each category and service that is not required.
    pub fn new(plan: &Plan, method: &str, granted: impl Fn(&str) -> bool) -> Choice {
        let asked = plan.categories.iter().filter_map(|category| Some((category.id.clone(), category.asked.clone()?)));
        let service = |id: &str, category: &str| plan.is_required(category) || (granted(category) && granted(id));
        Choice {
            version: VERSION,
            revision: plan.revision,
            asked: asked.collect(),
            method: method.to_owned(),
            language: plan.language.clone(),
            categories: plan.categories.iter().map(|c| (c.id.clone(), c.asked.is_none() || granted(&c.id))).collect(),
            services: plan.services.iter().map(|s| (s.id.clone(), service(&s.id, &s.category))).collect(),
        }
    }
}
