//! The choice in detail: categories, services, and what is to be known of them. Knows no storage.

use super::button::{CHOICE, QUIET, button};
use super::category::category;
use super::links::links;
use crate::app::Message;
use crate::state::Draft;
use assent_model::Plan;
use yew::prelude::*;

/// The panel's contents. `heading` is what gets the focus when the panel opens; `act` hears of actions.
pub fn panel(plan: &'static Plan, draft: &Draft, heading: &NodeRef, act: &Callback<Message>) -> Html {
    let view = &plan.view;
    let texts = &view.texts;
    let intro = match (plan.asks(), plan.services.is_empty()) {
        (true, _) => "panel.text",
        (false, false) => "panel.nothing",
        (false, true) => "panel.empty",
    };
    // Where nothing is asked, a category without services would tell nothing.
    let shown = view.categories.iter().filter(|category| plan.asks() || !category.services.is_empty());
    html! {
        <>
            <header>
                // The heading takes the focus, so that what follows is read from its beginning:
                // https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/
                <h2 id="panel-title" part="title" tabindex="-1" ref={heading}>{ texts.get("panel.title") }</h2>
                <button type="button" class="close" data-assent-action="close" aria-label={texts.get("button.close")}>
                    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" /></svg>
                </button>
            </header>
            <div class="body">
                <p>{ texts.get(intro) }</p>
                { for shown.map(|one| category(plan, one, draft, act)) }
                { controller(plan) }
            </div>
            <footer class="buttons">{ buttons(plan, act) }</footer>
        </>
    }
}

fn buttons(plan: &'static Plan, act: &Callback<Message>) -> Html {
    let texts = &plan.view.texts;
    if !plan.asks() {
        return button(texts, "close", CHOICE, Callback::noop());
    }
    html! {
        <>
            { button(texts, "reject", CHOICE, Callback::noop()) }
            { button(texts, "accept", CHOICE, Callback::noop()) }
            { button(texts, "save", QUIET, act.reform(|_| Message::Save)) }
        </>
    }
}

/// Who is responsible, how to reach them, and the policy with its date.
fn controller(plan: &'static Plan) -> Html {
    let view = &plan.view;
    let line = view.controller.as_ref().map(|controller| {
        let text = view.texts.fill("controller.line", &[("controller", &controller.name)]);
        match &controller.contact {
            Some(contact) => html! { <p><a part="link" href={contact.as_str()}>{ text }</a></p> },
            None => html! { <p>{ text }</p> },
        }
    });
    html! {
        <div class="controller">
            { line.unwrap_or_default() }
            if let Some(date) = &view.policy_date {
                <p>{ date.as_str() }</p>
            }
            { links(plan) }
        </div>
    }
}
