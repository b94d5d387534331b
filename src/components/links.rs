//! Links to the policy and the legal notice, which must be in reach before a choice.

use super::element::{link, of_class, plain};
use assent_model::Plan;
use yew::prelude::*;

/// The list of links; nothing if the config names none.
pub fn links(plan: &'static Plan) -> Html {
    let links = &plan.view.links;
    if links.is_empty() {
        return Html::default();
    }
    let items = links.iter().map(|(text, address)| plain("li", vec![link(true, address, text)]));
    of_class("ul", "links", items.collect())
}
