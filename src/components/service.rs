//! One service: its switch, who runs it, what it stores. Knows nothing of the other services.

use super::element::{changed, element, heard, link, plain, row, switch, text, words};
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
    let title = ["service-", &shown.id].concat();
    let id = shown.id.as_str();
    let control = if required {
        Html::default()
    } else {
        switch(None, Some(id), title.clone(), draft.is_on(id), heard(act, move |on| Message::Service(id, on)))
    };
    let mut parts = vec![row("h4", &title, &shown.title, control)];
    changed(plan, draft, id, &mut parts);
    if let Some(purpose) = &shown.purpose {
        parts.push(text("p", purpose));
    }
    if !shown.facts.is_empty() {
        parts.push(plain("dl", shown.facts.iter().map(fact).collect()));
    }
    if !shown.items.is_empty() {
        parts.push(items(&shown.items, &plan.view.texts));
    }
    element("section", &["class", "aria-labelledby"], &["service", &title], parts)
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
