//! The question. It offers refusal as it offers agreement; unless the site wants it to be answered first, it neither takes
//! the focus nor covers the page.

use super::button::{CHOICE, QUIET, buttons};
use super::element::{element, of_class, words};
use super::links::links;
use assent_model::Plan;
use yew::prelude::*;

/// The banner.
pub fn banner(plan: &'static Plan) -> Html {
    let view = &plan.view;
    let texts = &view.texts;
    let name = view.controller.as_ref().map_or(texts.get("controller.none"), |controller| &controller.name);
    // What is modal takes the focus: its heading, where reading begins.
    let (names, values): (&'static [&'static str], &[&str]) = match layout(plan) {
        MODAL => (&["id", "part", "tabindex", "autofocus"], &["banner-title", "title", "-1", ""]),
        _ => (&["id", "part"], &["banner-title", "title"]),
    };
    let said = vec![
        element("h2", names, values, vec![words(texts.get("banner.title"))]),
        element("p", &["id"], &["banner-text"], vec![words(&texts.fill("banner.text", &[("controller", name)]))]),
        links(plan),
    ];
    frame(plan, "banner", Some("dialog"), said, &[("reject", CHOICE), ("accept", CHOICE), ("open", QUIET)])
}

/// What stands before the page: words, and the buttons of these actions. With a role it is the question, and alone can be
/// modal; it has the attributes by which `www/parts/modal.js` and the browser know that.
pub fn frame(
    plan: &'static Plan,
    part: &'static str,
    role: Option<&'static str>,
    said: Vec<Html>,
    actions: &[(&'static str, &'static str)],
) -> Html {
    let children = vec![of_class("div", "words", said), of_class("div", "buttons", buttons(&plan.view.texts, actions))];
    let class = class(plan, role.is_some());
    let (tag, names, values): (&'static str, &'static [&'static str], &[&str]) = match role {
        None => ("section", &["part", "class"], &[part, &class]),
        Some(_) if layout(plan) == MODAL => ("dialog", &MODAL_QUESTION, &[part, &class, LABEL, TEXT, "none"]),
        Some(role) => ("section", &QUESTION, &[part, &class, LABEL, TEXT, role]),
    };
    element(tag, names, values, children)
}

const LABEL: &str = "banner-title";
const TEXT: &str = "banner-text";
const QUESTION: [&str; 5] = ["part", "class", "aria-labelledby", "aria-describedby", "role"];
/// Escape would close it without an answer: <https://html.spec.whatwg.org/#attr-dialog-closedby>
const MODAL_QUESTION: [&str; 5] = ["part", "class", "aria-labelledby", "aria-describedby", "closedby"];

/// The layout that is modal.
const MODAL: &str = "dialog";

fn layout(plan: &Plan) -> &str {
    plan.view.banner.layout.as_deref().unwrap_or("box")
}

/// The classes that say where it stands. What is no question is never in the middle.
fn class(plan: &Plan, is_question: bool) -> String {
    let layout = if is_question || layout(plan) != MODAL { layout(plan) } else { "box" };
    let place = plan.view.banner.position.as_deref().unwrap_or(match layout {
        "box" => "bottom-left",
        "bar" => "bottom",
        _ => "",
    });
    ["banner ", layout, " ", place].concat()
}
