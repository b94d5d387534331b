//! The question. It does not take the focus, does not cover the page, and offers refusal as it offers agreement.

use super::button::{CHOICE, QUIET, button};
use super::links::links;
use assent_model::Plan;
use yew::prelude::*;

/// The banner: a dialog that is not modal, so that the page stays usable.
pub fn banner(plan: &'static Plan) -> Html {
    let view = &plan.view;
    let texts = &view.texts;
    let name = view.controller.as_ref().map_or(texts.get("controller.none"), |controller| &controller.name);
    let layout = view.banner.layout.as_deref().unwrap_or("box");
    let place = view.banner.position.as_deref().unwrap_or(if layout == "bar" { "bottom" } else { "bottom-left" });
    html! {
        <section part="banner" class="banner" data-layout={layout} data-place={place} role="dialog"
            aria-labelledby="banner-title" aria-describedby="banner-text">
            <div class="words">
                <h2 id="banner-title" part="title">{ texts.get("banner.title") }</h2>
                <p id="banner-text">{ texts.fill("banner.text", &[("controller", name)]) }</p>
                { links(plan) }
            </div>
            <div class="buttons">
                { button(texts, "reject", CHOICE, Callback::noop()) }
                { button(texts, "accept", CHOICE, Callback::noop()) }
                { button(texts, "open", QUIET, Callback::noop()) }
            </div>
        </section>
    }
}
