//! The choice in detail: categories, services, and what is to be known of them. Knows no storage.

use super::button::{CHOICE, QUIET, button, buttons as choices};
use super::category::category;
use super::element::{element, link, of_class, plain, text, words};
use super::links::links;
use crate::app::Message;
use crate::state::Draft;
use assent_model::Plan;
use yew::prelude::*;

/// The panel's contents. `opted_out` tells that the browser's own request is what holds; `heading` is what gets the
/// focus when the panel opens; `act` hears of actions.
pub fn panel(plan: &'static Plan, draft: &Draft, opted_out: bool, heading: &NodeRef, act: &Callback<Message>) -> Html {
    let view = &plan.view;
    let texts = &view.texts;
    let intro = match (plan.asks(), plan.services.is_empty()) {
        (true, _) => "panel.text",
        (false, false) => "panel.nothing",
        (false, true) => "panel.empty",
    };
    // Where nothing is asked, a category without services would tell nothing.
    let shown = view.categories.iter().filter(|category| plan.asks() || !category.services.is_empty());
    let mut body = Vec::new();
    if opted_out {
        body.push(element("p", &["role", "part"], &["status", "status"], vec![words(texts.get("panel.gpc"))]));
    }
    body.push(text("p", texts.get(intro)));
    body.extend(shown.map(|one| category(plan, one, draft, act)));
    body.push(controller(plan));
    html! {
        <>
            <div class="head">
                // The heading takes the focus, so that what follows is read from its beginning:
                // https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/
                <h2 id="panel-title" part="title" tabindex="-1" ref={heading}>{ texts.get("panel.title") }</h2>
                <button type="button" class="close" data-assent-action="close" aria-label={texts.get("button.close")}>
                    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" /></svg>
                </button>
            </div>
            { of_class("div", "body", body) }
            { of_class("div", "foot buttons", buttons(plan, act)) }
        </>
    }
}

fn buttons(plan: &'static Plan, act: &Callback<Message>) -> Vec<Html> {
    let texts = &plan.view.texts;
    if !plan.asks() {
        return choices(texts, &[("close", CHOICE)]);
    }
    let mut all = choices(texts, &[("reject", CHOICE), ("accept", CHOICE)]);
    all.push(button(texts, "save", QUIET, act.reform(|_| Message::Save)));
    all
}

/// Who is responsible, how to reach them, and the policy with its date.
fn controller(plan: &'static Plan) -> Html {
    let view = &plan.view;
    let mut parts = Vec::new();
    if let Some(controller) = &view.controller {
        let said = view.texts.fill("controller.line", &[("controller", &controller.name)]);
        parts.push(match &controller.contact {
            Some(contact) => plain("p", vec![link(true, contact, &said)]),
            None => text("p", &said),
        });
    }
    if let Some(date) = &view.policy_date {
        parts.push(text("p", date));
    }
    parts.push(links(plan));
    of_class("div", "controller", parts)
}
