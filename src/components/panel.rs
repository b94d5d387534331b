//! The choice in detail: categories, services, and what is to be known of them. Knows no storage.

use super::button::{CHOICE, QUIET, button, buttons as choices};
use super::category::category;
use super::element::{element, link, of_class, plain, text, words};
use super::links::links;
use super::receipt::receipt;
use crate::app::{Message, Nodes};
use crate::state::State;
use assent_model::Plan;
use yew::prelude::*;

/// What the panel shows beside plan and state.
pub struct Seen<'a> {
    /// Whether the browser's own request is what holds.
    pub opted_out: bool,
    /// Whether there is a record.
    pub recorded: bool,
    /// What is reached from outside.
    pub nodes: &'a Nodes,
    /// Hears of actions.
    pub act: &'a Callback<Message>,
}

/// The contents of the dialog.
pub fn panel(plan: &'static Plan, state: &State, seen: &Seen<'_>) -> Html {
    let texts = &plan.view.texts;
    html! {
        <>
            <header>
                // The heading takes the focus, so that what follows is read from its beginning:
                // https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/
                <h2 id="panel-title" part="title" tabindex="-1" ref={&seen.nodes.heading}>{ texts.get("panel.title") }</h2>
                <button type="button" class="close" data-assent-action="close" aria-label={texts.get("button.close")}>
                    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" /></svg>
                </button>
            </header>
            { body(plan, state, seen) }
            { of_class("footer", "buttons", buttons(plan, seen.act)) }
        </>
    }
}

/// The same in the page. What became of the choice is told in its own place, which is there before its words are.
pub fn inline(plan: &'static Plan, state: &State, seen: &Seen<'_>) -> Html {
    let title =
        element("h2", &["id", "part"], &["panel-title", "title"], vec![words(plan.view.texts.get("panel.title"))]);
    let told = state.told.lines.iter().map(|line| text("p", line)).collect();
    let mut parts = vec![plain("header", vec![title]), body(plan, state, seen)];
    if plan.asks() {
        parts.push(element("div", &["class", "role"], &["status", "status"], told));
        parts.push(of_class("footer", "buttons", buttons(plan, seen.act)));
    }
    element("section", &["class", "part", "aria-labelledby"], &["inline", "panel", "panel-title"], parts)
}

fn body(plan: &'static Plan, state: &State, seen: &Seen<'_>) -> Html {
    let view = &plan.view;
    let mut body = Vec::new();
    if seen.opted_out {
        body.push(element("p", &["role", "part"], &["status", "status"], vec![words(view.texts.get("panel.gpc"))]));
    }
    body.push(text("p", view.texts.get(intro(plan))));
    // Where nothing is asked, a category without services would tell nothing.
    let shown = view.categories.iter().filter(|category| plan.asks() || !category.services.is_empty());
    body.extend(shown.map(|one| category(plan, one, Some((&state.draft, seen.act)))));
    body.push(controller(plan));
    if seen.recorded {
        body.push(receipt(&view.texts, &seen.nodes.receipt));
    }
    of_class("div", "body", body)
}

/// The key of the sentence at the beginning.
pub fn intro(plan: &Plan) -> &'static str {
    match (plan.asks(), plan.services.is_empty()) {
        (true, _) => "panel.text",
        (false, false) => "panel.nothing",
        (false, true) => "panel.empty",
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
