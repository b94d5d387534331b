//! One category: why it is asked for, its switch, its services. Knows no other category.

use super::service::Service;
use crate::app::Message;
use crate::state::Draft;
use assent_model::Plan;
use assent_model::view::CategoryView;
use std::rc::Rc;
use yew::prelude::*;

/// What a category is given.
#[derive(Properties, PartialEq)]
pub struct CategoryProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// Its place in the view.
    pub place: usize,
    /// What is switched on.
    pub draft: Draft,
    /// Who hears of actions.
    pub act: Callback<Message>,
}

/// A category.
#[component]
pub fn Category(props: &CategoryProps) -> Html {
    let view = &props.plan.view;
    let Some(category) = view.categories.get(props.place) else { return Html::default() };
    let title = ["category-", &category.id].concat();
    html! {
        <section class="category" aria-labelledby={title.clone()}>
            <div class="row">
                <h3 id={title.clone()}>{ &category.title }</h3>
                if category.required {
                    <span class="always">{ view.texts.get("category.always") }</span>
                } else {
                    <input type="checkbox" role="switch" class="switch" part="switch" aria-labelledby={title}
                        data-assent-category={category.id.clone()}
                        checked={props.draft.is_on(&category.id)} onchange={switch(props, &category.id)} />
                }
            </div>
            <p>{ &category.text }</p>
            if !category.services.is_empty() {
                <details>
                    <summary><span>{ view.texts.get("service.details") }</span>{ count(props, category) }</summary>
                    { for category.services.iter().enumerate().map(|(service, _)| html! {
                        <Service plan={&props.plan} category={props.place} {service} draft={props.draft.clone()}
                            act={&props.act} />
                    }) }
                </details>
            }
        </section>
    }
}

fn switch(props: &CategoryProps, id: &str) -> Callback<Event> {
    let id = AttrValue::from(id.to_owned());
    props.act.reform(move |event: Event| Message::Category(id.clone(), is_checked(&event)))
}

/// How many of a category's services are on.
fn count(props: &CategoryProps, category: &CategoryView) -> Html {
    let all = category.services.len();
    let on = category.services.iter().filter(|service| props.draft.is_on(&service.id)).count();
    let text = props.plan.view.texts.fill("category.count", &[("on", &on.to_string()), ("all", &all.to_string())]);
    html! { <span class="count">{ text }</span> }
}

/// Whether the checkbox of an event is checked.
pub(super) fn is_checked(event: &Event) -> bool {
    event.target_dyn_into::<web_sys::HtmlInputElement>().is_some_and(|input| input.checked())
}
