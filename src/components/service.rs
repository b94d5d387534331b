//! One service: its switch, who runs it, what it stores. Knows nothing of the other services.

use super::category::is_checked;
use crate::app::Message;
use crate::state::Draft;
use assent_model::view::{Fact, ItemView, ServiceView};
use assent_model::{Plan, Texts};
use yew::prelude::*;

/// A service.
pub fn service(
    plan: &'static Plan,
    shown: &'static ServiceView,
    required: bool,
    draft: &Draft,
    act: &Callback<Message>,
) -> Html {
    let title = AttrValue::from(["service-", &shown.id].concat());
    let id = shown.id.as_str();
    html! {
        <section class="service" aria-labelledby={&title}>
            <div class="row">
                <h4 id={&title}>{ shown.title.as_str() }</h4>
                if !required {
                    <input type="checkbox" role="switch" class="switch" part="switch" aria-labelledby={&title}
                        data-assent-service={id} checked={draft.is_on(id)}
                        onchange={act.reform(move |event| Message::Service(id, is_checked(&event)))} />
                }
            </div>
            if let Some(purpose) = &shown.purpose {
                <p>{ purpose.as_str() }</p>
            }
            if !shown.facts.is_empty() {
                <dl>{ for shown.facts.iter().map(fact) }</dl>
            }
            if !shown.items.is_empty() {
                { items(&shown.items, &plan.view.texts) }
            }
        </section>
    }
}

fn fact(fact: &'static Fact) -> Html {
    let text = match &fact.link {
        Some(link) => html! { <a part="link" href={link.as_str()} rel="noreferrer">{ fact.text.as_str() }</a> },
        None => html! { <span>{ fact.text.as_str() }</span> },
    };
    html! { <div><dt>{ fact.label.as_str() }</dt><dd>{ text }</dd></div> }
}

fn items(items: &'static [ItemView], texts: &'static Texts) -> Html {
    let head = |key: &&'static str| html! { <th scope="col">{ texts.get(key) }</th> };
    html! {
        <table>
            <caption>{ texts.get("items.title") }</caption>
            <thead><tr>{ for ["item.name", "item.kind", "item.purpose", "item.duration"].iter().map(head) }</tr></thead>
            <tbody>{ for items.iter().map(item) }</tbody>
        </table>
    }
}

fn item(item: &'static ItemView) -> Html {
    html! {
        <tr>
            <th scope="row">{ item.name.as_str() }</th>
            <td>{ item.kind.as_str() }</td>
            <td>{ item.purpose.as_str() }</td>
            <td>{ item.duration.as_str() }</td>
        </tr>
    }
}
