//! The choice in detail: categories, services, and what is to be known of them. Knows no storage.

use super::button::{CHOICE, QUIET, button, buttons as choices};
use super::category::category;
use super::element::{element, link, of_class, plain, special, text, words};
use super::links::links;
use super::receipt::receipt;
use crate::app::Message;
use crate::state::State;
use assent_model::Plan;
use yew::prelude::*;
use yew::virtual_dom::Listeners;

/// What the panel shows beside plan and state.
pub struct Seen<'a> {
    /// Whether the browser's own request is what holds.
    pub opted_out: bool,
    /// Whether there is a record.
    pub recorded: bool,
    /// The heading of the dialog.
    pub heading: &'a NodeRef,
    /// Hears of actions.
    pub act: &'a Callback<Message>,
}

/// The contents of the dialog.
pub fn panel(plan: &'static Plan, state: &State, seen: &Seen<'_>) -> Vec<Html> {
    let texts = &plan.view.texts;
    // The heading takes the focus, so that what follows is read from its beginning:
    // https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/
    let names: (&'static [&'static str], &[&str]) = (&["id", "part", "tabindex"], &["panel-title", "title", "-1"]);
    let title = vec![words(texts.get("panel.title"))];
    let cross = element("path", &["d"], &["M6 6l12 12M18 6L6 18"], Vec::new());
    let cross = element("svg", &["viewBox", "aria-hidden"], &["0 0 24 24", "true"], vec![cross]);
    let close: &'static [&'static str] = &["type", "class", "data-assent-action", "aria-label"];
    let head = vec![
        special("h2", seen.heading.clone(), None, names, Listeners::None, title),
        element("button", close, &["button", "close", "close", texts.get("button.close")], vec![cross]),
    ];
    let buttons = of_class("div", "foot buttons", buttons(plan, seen.act));
    vec![of_class("div", "head", head), body(plan, state, seen), buttons]
}

/// The same in the page. What became of the choice is told in its own place, which is there before its words are.
pub fn inline(plan: &'static Plan, state: &State, seen: &Seen<'_>) -> Html {
    let title =
        element("h2", &["id", "part"], &["panel-title", "title"], vec![words(plan.view.texts.get("panel.title"))]);
    let told = state.told.lines.iter().map(|line| text("p", line)).collect();
    let mut parts = vec![of_class("div", "head", vec![title]), body(plan, state, seen)];
    if plan.asks() {
        parts.push(element("div", &["class", "role"], &["status", "status"], told));
        parts.push(of_class("div", "foot buttons", buttons(plan, seen.act)));
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
        body.push(receipt(&view.texts));
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
