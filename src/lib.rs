//! The widget's entry: what the gate calls. Knows the model, and nothing else of ours.

use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[function_component(App)]
fn app() -> Html {
    html! { <p>{ "hello" }</p> }
}

/// Starts the widget.
#[wasm_bindgen]
pub fn start(root: web_sys::Element) {
    yew::Renderer::<App>::with_root(root).render();
}
