//! The choice in detail: categories, services, and what is to be known of them. Knows no storage.

use super::banner::Links;
use super::button::Button;
use super::category::Category;
use crate::app::Message;
use crate::state::Draft;
use assent_model::Plan;
use std::rc::Rc;
use yew::prelude::*;

/// What the panel is given.
#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// What is switched on.
    pub draft: Draft,
    /// The heading, which gets the focus when the panel opens.
    pub heading: NodeRef,
    /// Who hears of actions.
    pub act: Callback<Message>,
}

/// The panel's contents.
#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let view = &props.plan.view;
    let texts = &view.texts;
    let asks = props.plan.asks();
    let intro = match (asks, props.plan.services.is_empty()) {
        (true, _) => "panel.text",
        (false, false) => "panel.nothing",
        (false, true) => "panel.empty",
    };
    let label = |key: &str| AttrValue::from(texts.get(key).to_owned());
    let save = props.act.reform(|_: MouseEvent| Message::Save);
    html! {
        <>
            <header>
                // The heading takes the focus, so that what follows is read from its beginning:
                // https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/
                <h2 id="panel-title" part="title" tabindex="-1" ref={&props.heading}>{ texts.get("panel.title") }</h2>
                <button type="button" class="close" data-assent-action="close" aria-label={label("button.close")}>
                    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" /></svg>
                </button>
            </header>
            <div class="body">
                <p>{ texts.get(intro) }</p>
                { for view.categories.iter().enumerate().map(|(place, _)| html! {
                    <Category plan={&props.plan} {place} draft={props.draft.clone()} act={&props.act} />
                }) }
                <Controller plan={&props.plan} />
            </div>
            <footer class="buttons">
                if asks {
                    <Button action="reject" class="choice" label={label("button.reject")} />
                    <Button action="accept" class="choice" label={label("button.accept")} />
                    <Button action="save" class="quiet" label={label("button.save")} onclick={save} />
                } else {
                    <Button action="close" class="choice" label={label("button.close")} />
                }
            </footer>
        </>
    }
}

/// What the lines on the controller are given.
#[derive(Properties, PartialEq)]
struct ControllerProps {
    plan: Rc<Plan>,
}

/// Who is responsible, how to reach them, and the policy with its date.
#[component]
fn Controller(props: &ControllerProps) -> Html {
    let view = &props.plan.view;
    let line = view.controller.as_ref().map(|controller| {
        let text = view.texts.fill("controller.line", &[("controller", &controller.name)]);
        match &controller.contact {
            Some(contact) => html! { <p><a part="link" href={contact.clone()}>{ text }</a></p> },
            None => html! { <p>{ text }</p> },
        }
    });
    html! {
        <div class="controller">
            { line.unwrap_or_default() }
            if let Some(date) = &view.policy_date {
                <p>{ date }</p>
            }
            <Links links={view.links.clone()} />
        </div>
    }
}
