//! One category: why it is asked for, its switch, its services. Knows no other category.

use super::element::{changed, element, heard, of_class, plain, row, switch, text, words};
use super::service::service;
use crate::app::Message;
use crate::state::Draft;
use assent_model::Plan;
use assent_model::view::CategoryView;
use yew::prelude::*;

/// A category.
pub fn category(plan: &'static Plan, shown: &'static CategoryView, draft: &Draft, act: &Callback<Message>) -> Html {
    let title = ["category-", &shown.id].concat();
    let id = shown.id.as_str();
    let control = if shown.required {
        of_class("span", "always", vec![words(plan.view.texts.get("category.always"))])
    } else {
        let moved = heard(act, move |on| Message::Category(id, on));
        switch(Some(id), None, title.clone(), draft.is_on(id), moved)
    };
    let mut parts = vec![row("h3", &title, &shown.title, control)];
    changed(plan, draft, id, &mut parts);
    parts.push(text("p", &shown.text));
    if !shown.services.is_empty() {
        parts.push(services(plan, shown, draft, act));
    }
    element("section", &["class", "aria-labelledby"], &["category", &title], parts)
}

fn services(plan: &'static Plan, shown: &'static CategoryView, draft: &Draft, act: &Callback<Message>) -> Html {
    let texts = &plan.view.texts;
    let mut summary = vec![text("span", texts.get("service.details"))];
    if !shown.required {
        summary.push(of_class("span", "count", vec![words(&count(plan, shown, draft))]));
    }
    let mut parts = vec![plain("summary", summary)];
    parts.extend(shown.services.iter().map(|one| service(plan, one, shown.required, draft, act)));
    plain("details", parts)
}

/// How many of a category's services are on.
fn count(plan: &Plan, shown: &CategoryView, draft: &Draft) -> String {
    let on = shown.services.iter().filter(|service| draft.is_on(&service.id)).count();
    let (on, all) = (on.to_string(), shown.services.len().to_string());
    plan.view.texts.fill("category.count", &[("on", &on), ("all", &all)])
}
