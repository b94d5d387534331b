//! The question. It does not take the focus, does not cover the page, and offers refusal as it offers agreement.

use super::button::{CHOICE, QUIET, buttons};
use super::element::{element, of_class, special, words};
use super::links::links;
use assent_model::Plan;
use yew::prelude::*;
use yew::virtual_dom::Listeners;

/// The banner: a dialog that is not modal, so that the page stays usable.
pub fn banner(plan: &'static Plan) -> Html {
    let view = &plan.view;
    let texts = &view.texts;
    let name = view.controller.as_ref().map_or(texts.get("controller.none"), |controller| &controller.name);
    let said = vec![
        element("h2", &["id", "part"], &["banner-title", "title"], vec![words(texts.get("banner.title"))]),
        element("p", &["id"], &["banner-text"], vec![words(&texts.fill("banner.text", &[("controller", name)]))]),
        links(plan),
    ];
    let choices = buttons(texts, &[("reject", CHOICE), ("accept", CHOICE), ("open", QUIET)]);
    frame(plan, ("banner", "banner", 0), "dialog", said, choices)
}

/// What stands before the page: words and buttons. First come its part, its class, and the number that tells one from
/// the next, which then is another element.
pub fn frame(
    plan: &'static Plan,
    (part, class, key): (&'static str, &'static str, u32),
    role: &str,
    said: Vec<Html>,
    buttons: Vec<Html>,
) -> Html {
    let banner = &plan.view.banner;
    let layout = banner.layout.as_deref().unwrap_or("box");
    let place = banner.position.as_deref().unwrap_or(if layout == "bar" { "bottom" } else { "bottom-left" });
    let (title, about) = if role.is_empty() { ("", "") } else { ("banner-title", "banner-text") };
    let names = &["part", "class", "data-layout", "data-place", "role", "aria-labelledby", "aria-describedby"];
    let values = [part, class, layout, place, role, title, about];
    let parts = vec![of_class("div", "words", said), of_class("div", "buttons", buttons)];
    special("section", NodeRef::default(), Some(key.into()), (names, &values), Listeners::None, parts)
}
