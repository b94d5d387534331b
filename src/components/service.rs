//! One service: its switch, who runs it, what it stores. Knows nothing of the other services.

use super::element::{Act, Switch, changed, element, heard, link, of_class, plain, row, switch, text, words};
use crate::app::Message;
use assent_model::view::{Fact, ItemView, ServiceView};
use assent_model::{Plan, Texts};
use yew::prelude::*;

/// A service.
pub fn service(plan: &'static Plan, shown: &'static ServiceView, required: bool, act: Act<'_>) -> Html {
    let title = ["service-", &shown.id].concat();
    let id = shown.id.as_str();
    let control = match act {
        Some((draft, act)) if !required => {
            let moved = heard(act, move |on| Message::Service(id, on));
            switch(&Switch::Service, id, &title, draft.is_on(id), moved)
        }
        _ => Html::default(),
    };
    let mut parts = vec![row("h4", &title, &shown.title, control)];
    changed(plan, act, id, &mut parts);
    if let Some(purpose) = &shown.purpose {
        parts.push(text("p", purpose));
    }
    if shown.objection {
        parts.push(objection(&plan.view.texts, id, &title, act));
    }
    if !shown.facts.is_empty() {
        parts.push(plain("dl", shown.facts.iter().map(fact).collect()));
    }
    if !shown.items.is_empty() {
        parts.push(items(&shown.items, &plan.view.texts));
    }
    element("section", &["class", "aria-labelledby"], &["service", &title], parts)
}

/// The visitor's right to object, apart from consent: <https://eur-lex.europa.eu/eli/reg/2016/679/oj#art_21>
fn objection(texts: &Texts, id: &'static str, title: &str, act: Act<'_>) -> Html {
    let mut parts = vec![text("p", texts.get("objection.text"))];
    if let Some((draft, act)) = act {
        let name = ["objection-", id].concat();
        let moved = heard(act, move |on| Message::Service(id, !on));
        let control = switch(&Switch::Objection, id, &[&name, " ", title].concat(), !draft.is_on(id), moved);
        let label = element("span", &["id"], &[&name], vec![words(texts.get("objection.switch"))]);
        parts.push(of_class("label", "row", vec![label, control]));
    }
    of_class("div", "objection", parts)
}

fn fact(fact: &'static Fact) -> Html {
    let said = match &fact.link {
        Some(address) => link(false, address, &fact.text),
        None => text("span", &fact.text),
    };
    plain("div", vec![text("dt", &fact.label), plain("dd", vec![said])])
}

fn items(items: &'static [ItemView], texts: &'static Texts) -> Html {
    let head = ["item.name", "item.kind", "item.purpose", "item.duration"].map(|key| head("col", texts.get(key)));
    plain(
        "table",
        vec![
            text("caption", texts.get("items.title")),
            plain("thead", vec![plain("tr", head.into())]),
            plain("tbody", items.iter().map(item).collect()),
        ],
    )
}

fn item(item: &'static ItemView) -> Html {
    let mut cells = vec![head("row", &item.name)];
    cells.extend([&item.kind, &item.purpose, &item.duration].map(|said| text("td", said)));
    plain("tr", cells)
}

fn head(scope: &str, said: &str) -> Html {
    element("th", &["scope"], &[scope], vec![words(said)])
}
