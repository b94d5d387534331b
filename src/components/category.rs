//! One category: why it is asked for, its switch, its services. Knows no other category.

use super::service::service;
use crate::app::Message;
use crate::state::Draft;
use assent_model::Plan;
use assent_model::view::CategoryView;
use yew::prelude::*;

/// A category.
pub fn category(plan: &'static Plan, shown: &'static CategoryView, draft: &Draft, act: &Callback<Message>) -> Html {
    let texts = &plan.view.texts;
    let title = AttrValue::from(["category-", &shown.id].concat());
    let id = shown.id.as_str();
    html! {
        <section class="category" aria-labelledby={&title}>
            <div class="row">
                <h3 id={&title}>{ shown.title.as_str() }</h3>
                if shown.required {
                    <span class="always">{ texts.get("category.always") }</span>
                } else {
                    <input type="checkbox" role="switch" class="switch" part="switch" aria-labelledby={&title}
                        data-assent-category={id} checked={draft.is_on(id)}
                        onchange={act.reform(move |event| Message::Category(id, is_checked(&event)))} />
                }
            </div>
            <p>{ shown.text.as_str() }</p>
            if !shown.services.is_empty() {
                <details>
                    <summary>
                        <span>{ texts.get("service.details") }</span>
                        if !shown.required {
                            <span class="count">{ count(plan, shown, draft) }</span>
                        }
                    </summary>
                    { for shown.services.iter().map(|one| service(plan, one, shown.required, draft, act)) }
                </details>
            }
        </section>
    }
}

/// How many of a category's services are on.
fn count(plan: &Plan, shown: &CategoryView, draft: &Draft) -> String {
    let on = shown.services.iter().filter(|service| draft.is_on(&service.id)).count();
    let (on, all) = (on.to_string(), shown.services.len().to_string());
    plan.view.texts.fill("category.count", &[("on", &on), ("all", &all)])
}

/// Whether the checkbox of an event is checked.
pub fn is_checked(event: &Event) -> bool {
    event.target_dyn_into::<web_sys::HtmlInputElement>().is_some_and(|input| input.checked())
}
