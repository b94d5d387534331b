//! The offer to load the page anew, since what runs already cannot be stopped otherwise. It does not take the focus.

use super::banner::frame;
use super::button::CHOICE;
use super::element::text;
use assent_model::Plan;
use yew::prelude::*;

/// The notice, in the place of the banner.
pub fn notice(plan: &'static Plan) -> Html {
    let said = vec![text("p", plan.view.texts.get("reload.text"))];
    frame(plan, "notice", None, said, &[("reload", CHOICE), ("stay", CHOICE)])
}
