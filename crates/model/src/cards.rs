//! The catalogue as it lies in the kit: one object, a card under each id. Knows no card by name.

use crate::config::check_parts;
use crate::fault::{Fault, Faults, did_you_mean};
use crate::shape::{CARD, Found, check};
use crate::value::Value;

/// Cards, each read when it is used.
#[derive(Debug, Clone)]
pub struct Cards(Value);

impl Cards {
    /// The catalogue from its JSON.
    pub fn new(catalogue: Value) -> Cards {
        Cards(catalogue)
    }

    /// The card of this id, or null.
    pub fn card(&self, id: &str) -> &Value {
        self.0.part(id)
    }

    /// Every card under its id.
    pub fn all(&self) -> &[(String, Value)] {
        self.0.entries()
    }

    /// The card of this id; a fault at `path` if there is none.
    pub fn find(&self, id: &str, path: &str, faults: &mut Faults) -> Option<&Value> {
        let card = self.0.get(id);
        if card.is_none() {
            let known = self.0.names();
            let own = "Otherwise describe the service yourself: give it an \"id\" in place of \"use\".";
            let message = ["the catalogue has no card \"", id, "\""];
            faults.add("unknown-card", &[path], &message, &[&did_you_mean(id, &known), own]);
        }
        card
    }

    /// Checks one card. The catalogue's tests do this for every card, so that a page need not.
    ///
    /// # Errors
    /// The faults, their places being within the card.
    pub fn check(card: &Value) -> Result<(), Vec<Fault>> {
        let mut found = Found::default();
        check(card, &CARD, "", &mut found);
        check_parts(card, "", &mut found.faults);
        found.faults.none_or(())
    }
}
