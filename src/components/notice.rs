//! What is to be told after a choice: that it is stored, what was deleted, and the offer to load the page anew, since what
//! runs already cannot be stopped otherwise. It does not take the focus.

use super::banner::frame;
use super::button::{CHOICE, QUIET, button, buttons};
use super::element::text;
use crate::app::Message;
use crate::state::State;
use assent_model::Plan;
use yew::prelude::*;

/// The notice, in the place of the banner; nothing if there is nothing to tell. It goes by itself, which the style does,
/// unless there is something left to do.
pub fn notice(plan: &'static Plan, state: &State, act: &Callback<Message>) -> Html {
    let (texts, told) = (&plan.view.texts, &state.told);
    let mut said: Vec<Html> = told.lines.iter().map(|line| text("p", line)).collect();
    let buttons = if state.reload {
        said.push(text("p", texts.get("reload.text")));
        buttons(texts, &[("reload", CHOICE), ("stay", CHOICE)])
    } else {
        vec![button(texts, "dismiss", QUIET, act.reform(|_| Message::Dismissed))]
    };
    if said.is_empty() {
        return Html::default();
    }
    let class = if state.reload || told.lasts { "" } else { " passing" };
    frame(plan, ("notice", class, told.number), "", said, buttons)
}
