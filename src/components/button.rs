//! The button of an action. The gate hears the click; the button itself knows only its name.

use super::element::{hears, special, words};
use assent_model::Texts;
use yew::html::onclick;
use yew::prelude::*;

/// The part of a button that decides. Those that do are the same in everything.
pub const CHOICE: &str = "button choice";

/// The part of any other button.
pub const QUIET: &str = "button quiet";

/// The buttons of these actions, which the gate hears of.
pub fn buttons(texts: &'static Texts, actions: &[(&'static str, &'static str)]) -> Vec<Html> {
    actions.iter().map(|(action, part)| button(texts, action, part, Callback::noop())).collect()
}

/// A native button for an action: `accept`, `reject`, `open`, `close`, `save`, `reload`, `stay`, `dismiss`, `copy` or
/// `download`.
pub fn button(texts: &'static Texts, action: &'static str, part: &'static str, onclick: Callback<MouseEvent>) -> Html {
    let label = match action {
        "accept" => "button.accept",
        "reject" => "button.reject",
        "save" => "button.save",
        "open" => "button.open",
        "reload" => "button.reload",
        "stay" => "button.stay",
        "copy" => "button.copy",
        "download" => "button.download",
        _ => "button.close",
    };
    let heard = hears(onclick::Wrapper::new(onclick));
    let attributes: (&'static [&'static str], &[&str]) =
        (&["type", "part", "data-assent-action"], &["button", part, action]);
    special("button", NodeRef::default(), None, attributes, heard, vec![words(texts.get(label))])
}
