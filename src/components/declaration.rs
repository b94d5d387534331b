//! What the panel shows, as a part of the site's policy: without switches, and with nothing folded up. Knows no choice.

use super::category::category;
use super::element::{element, text};
use super::panel::intro;
use assent_model::Plan;
use yew::prelude::*;

/// The declaration. It says what `assent declare` writes.
pub fn declaration(plan: &'static Plan) -> Html {
    let mut parts = Vec::new();
    if !plan.asks() {
        parts.push(text("p", plan.view.texts.get(intro(plan))));
    }
    parts.extend(
        plan.view
            .categories
            .iter()
            .filter(|one| plan.asks() || !one.services.is_empty())
            .map(|one| category(plan, one, None)),
    );
    element("div", &["class", "part"], &["declaration", "declaration"], parts)
}
