//! One service: its switch, who runs it, what it stores. Knows nothing of the other services.

use super::category::is_checked;
use crate::app::Message;
use crate::state::Draft;
use assent_model::view::{Fact, ItemView, ServiceView};
use assent_model::{Plan, Texts};
use std::rc::Rc;
use yew::prelude::*;

/// What a service is given.
#[derive(Properties, PartialEq)]
pub struct ServiceProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The place of its category in the view.
    pub category: usize,
    /// Its place in the category.
    pub service: usize,
    /// What is switched on.
    pub draft: Draft,
    /// Who hears of actions.
    pub act: Callback<Message>,
}

/// A service.
#[component]
pub fn Service(props: &ServiceProps) -> Html {
    let Some(category) = props.plan.view.categories.get(props.category) else { return Html::default() };
    let Some(service) = category.services.get(props.service) else { return Html::default() };
    let title = ["service-", &service.id].concat();
    html! {
        <section class="service" aria-labelledby={title.clone()}>
            <div class="row">
                <h4 id={title.clone()}>{ &service.title }</h4>
                if !category.required {
                    <input type="checkbox" role="switch" class="switch small" part="switch" aria-labelledby={title}
                        data-assent-service={service.id.clone()}
                        checked={props.draft.is_on(&service.id)} onchange={switch(props, service)} />
                }
            </div>
            if let Some(purpose) = &service.purpose {
                <p>{ purpose }</p>
            }
            if !service.facts.is_empty() {
                <dl>{ for service.facts.iter().map(fact) }</dl>
            }
            if !service.items.is_empty() {
                { items(&service.items, &props.plan.view.texts) }
            }
        </section>
    }
}

fn switch(props: &ServiceProps, service: &ServiceView) -> Callback<Event> {
    let id = AttrValue::from(service.id.clone());
    props.act.reform(move |event: Event| Message::Service(id.clone(), is_checked(&event)))
}

fn fact(fact: &Fact) -> Html {
    let text = match &fact.link {
        Some(link) => html! { <a part="link" href={link.clone()} rel="noreferrer">{ &fact.text }</a> },
        None => html! { <span>{ &fact.text }</span> },
    };
    html! { <div><dt>{ &fact.label }</dt><dd>{ text }</dd></div> }
}

fn items(items: &[ItemView], texts: &Texts) -> Html {
    let heads = ["item.name", "item.kind", "item.purpose", "item.duration"];
    html! {
        <table>
            <caption>{ texts.get("items.title") }</caption>
            <thead><tr>{ for heads.iter().map(|key| html! { <th scope="col">{ texts.get(key) }</th> }) }</tr></thead>
            <tbody>{ for items.iter().map(item) }</tbody>
        </table>
    }
}

fn item(item: &ItemView) -> Html {
    html! {
        <tr>
            <th scope="row">{ &item.name }</th>
            <td>{ &item.kind }</td>
            <td>{ &item.purpose }</td>
            <td>{ &item.duration }</td>
        </tr>
    }
}
