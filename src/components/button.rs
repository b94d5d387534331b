//! The button of an action. The gate hears the click; the button itself knows only its name.

use assent_model::Texts;
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
    html! {
        <button type="button" {part} data-assent-action={action} {onclick}>{ texts.get(label) }</button>
    }
}
