//! What holds where the visitor is: the model, and how long a choice lasts. Knows no law.

use super::DAYS;
use crate::config::Config;
use crate::plan::Model;
use crate::value::Value;

/// Model and days for a region: those of its own entry, else those of its country's. What an entry does not say is as
/// everywhere, and so is everything for a visitor of whom it is not known where they are: the strictest model.
pub(super) fn rules(config: &Config, region: &str) -> (Model, u32) {
    let country = region.split_once('-').map_or(region, |(country, _)| country);
    let regions = config.written.part("regions").entries();
    let find = |code: &&str| regions.iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
    let rules = [region, country].iter().find_map(find).map_or(&Value::Null, |(_, rules)| rules);
    let model = Model::named(rules.text("model").unwrap_or_default());
    (model, rules.whole("days").or(config.days).unwrap_or(DAYS))
}
