//! Whose law a site is checked against: the config's `jurisdictions`, or the strictest. Knows no rule.

use assent_model::Value;
use assent_model::shape::JURISDICTIONS;

/// Where the site's visitors are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jurisdictions(Vec<String>);

/// Those of the European Economic Area whose authorities ask for more than the rest.
const MEMBERS: [&str; 4] = ["AT", "DE", "FR", "IT"];

impl Jurisdictions {
    /// Those of a config. Where it names none, the strictest: the EU with all its members, and the regions outside of it
    /// for which the config has rules of its own.
    pub fn of(config: &Value) -> Jurisdictions {
        let named = config.texts("jurisdictions");
        if !named.is_empty() {
            return Jurisdictions(named);
        }
        let regions = config.part("regions").names().into_iter().map(|region| region.to_ascii_uppercase());
        let regions = regions.map(|region| if region == "GB" { "UK".to_owned() } else { region });
        let strictest = ["EU"].into_iter().chain(MEMBERS).map(str::to_owned);
        Jurisdictions(strictest.chain(regions.filter(|region| JURISDICTIONS.contains(&region.as_str()))).collect())
    }

    /// Whether one of these was named. A member state is in the EU, and a state of the US in the US.
    pub fn has(&self, codes: &[&str]) -> bool {
        let is_in = |own: &str, code: &str| {
            own == code
                || (code == "EU" && MEMBERS.contains(&own))
                || own.strip_prefix(code).is_some_and(|rest| rest.starts_with('-'))
        };
        self.0.iter().any(|own| codes.iter().any(|code| is_in(own, code)))
    }

    /// Whether all that were named are among these.
    pub fn only(&self, codes: &[&str]) -> bool {
        self.0.iter().all(|own| codes.contains(&own.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(codes: &[&str]) -> Jurisdictions {
        let list = codes.iter().map(|&code| Value::from(code)).collect();
        Jurisdictions::of(&Value::object([("jurisdictions", Value::List(list))]))
    }

    #[test]
    fn the_strictest_holds_where_none_is_named() {
        let strictest = Jurisdictions::of(&Value::Null);
        assert!(strictest.has(&["EU"]) && strictest.has(&["IT"]));
        assert!(!strictest.has(&["US"]));
    }

    #[test]
    fn a_region_with_rules_of_its_own_is_one_where_visitors_are() {
        let regions = Value::object([("regions", Value::object([("US-CA", Value::Null), ("gb", Value::Null)]))]);
        let strictest = Jurisdictions::of(&regions);
        assert!(strictest.has(&["EU"]) && strictest.has(&["US"]) && strictest.has(&["UK"]) && !strictest.has(&["BR"]));
    }

    #[test]
    fn a_part_is_in_the_whole_and_not_the_other_way_round() {
        assert!(of(&["FR"]).has(&["EU"]) && !of(&["EU"]).has(&["FR"]));
        assert!(of(&["US-CA"]).has(&["US"]) && !of(&["US"]).has(&["US-CA"]));
    }
}
