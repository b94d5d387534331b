//! The question. It offers refusal as it offers agreement; unless the site wants it to be answered first, it neither takes
//! the focus nor covers the page.

use super::button::{CHOICE, QUIET, buttons};
use super::element::{element, of_class, special, words};
use super::links::links;
use assent_model::Plan;
use yew::prelude::*;
use yew::virtual_dom::Listeners;

/// The banner.
pub fn banner(plan: &'static Plan) -> Html {
    let view = &plan.view;
    let texts = &view.texts;
    let name = view.controller.as_ref().map_or(texts.get("controller.none"), |controller| &controller.name);
    // What is modal takes the focus: its heading, where reading begins.
    let (names, values): (&'static [&'static str], &[&str]) = match layout(plan) {
        MODAL => (&["id", "part", "tabindex", "autofocus"], &["banner-title", "title", "-1", "autofocus"]),
        _ => (&["id", "part"], &["banner-title", "title"]),
    };
    let said = vec![
        element("h2", names, values, vec![words(texts.get("banner.title"))]),
        element("p", &["id"], &["banner-text"], vec![words(&texts.fill("banner.text", &[("controller", name)]))]),
        links(plan),
    ];
    let choices = buttons(texts, &[("reject", CHOICE), ("accept", CHOICE), ("open", QUIET)]);
    frame(plan, ("banner", "", 0), "dialog", said, choices)
}

/// What stands before the page: words and buttons. First come its part, more classes, and the number that tells one from
/// the next, which then is another element. With a role it is the question, and alone can be modal; it has the attributes
/// by which `www/parts/modal.js` and the browser know that.
pub fn frame(
    plan: &'static Plan,
    (part, more, key): (&'static str, &'static str, u32),
    role: &str,
    said: Vec<Html>,
    buttons: Vec<Html>,
) -> Html {
    let children = vec![of_class("div", "words", said), of_class("div", "buttons", buttons)];
    let class = class(plan, more, !role.is_empty());
    let (tag, names, values): (&'static str, &'static [&'static str], &[&str]) = match role {
        "" => ("section", &["part", "class"], &[part, &class]),
        _ if layout(plan) == MODAL => ("dialog", &MODAL_QUESTION, &[part, &class, LABEL, TEXT, "none"]),
        _ => ("section", &QUESTION, &[part, &class, LABEL, TEXT, role]),
    };
    special(tag, NodeRef::default(), Some(key.into()), (names, values), Listeners::None, children)
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
fn class(plan: &Plan, more: &str, is_question: bool) -> String {
    let layout = if is_question || layout(plan) != MODAL { layout(plan) } else { "box" };
    let place = plan.view.banner.position.as_deref().unwrap_or(match layout {
        "box" => "bottom-left",
        "bar" => "bottom",
        _ => "",
    });
    ["banner ", layout, " ", place, more].concat()
}
