//! The button of an action. The gate hears the click; the button itself knows only its name.

use yew::prelude::*;

/// What a button is given.
#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    /// The action: `accept`, `reject`, `open`, `close` or `save`.
    pub action: AttrValue,
    /// What it says.
    pub label: AttrValue,
    /// `choice` for the two that weigh the same, `quiet` for the others.
    pub class: AttrValue,
    /// For an action of the widget itself.
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
}

/// A native button.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    html! {
        <button type="button" part="button" class={props.class.clone()} data-assent-action={props.action.clone()}
            onclick={&props.onclick}>
            { &props.label }
        </button>
    }
}
