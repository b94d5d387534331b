//! The button of an action. The gate hears the click; the button itself knows only its name.

use assent_model::Texts;
use yew::prelude::*;

/// A native button for an action: `accept`, `reject`, `open`, `close` or `save`.
///
/// Its class is `choice` for what decides, and `quiet` for the rest.
pub fn button(texts: &'static Texts, action: &'static str, class: &'static str, onclick: Callback<MouseEvent>) -> Html {
    let label = match action {
        "accept" => "button.accept",
        "reject" => "button.reject",
        "save" => "button.save",
        "open" => "button.open",
        _ => "button.close",
    };
    html! {
        <button type="button" part="button" {class} data-assent-action={action} {onclick}>{ texts.get(label) }</button>
    }
}
