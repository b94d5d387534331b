//! One category: why it is asked for, its switch, its services. Knows no other category.

use super::element::{Act, Switch, changed, element, heard, of_class, plain, row, switch, text, words};
use super::service::service;
use crate::app::Message;
use crate::state::Draft;
use assent_model::Plan;
use assent_model::view::CategoryView;
use yew::prelude::*;

/// A category, with switches and its services folded up, or without an act all unfolded.
pub fn category(plan: &'static Plan, shown: &'static CategoryView, act: Act<'_>) -> Html {
    let title = ["category-", &shown.id].concat();
    let id = shown.id.as_str();
    let control = if shown.required {
        of_class("span", "always", vec![words(plan.view.texts.get("category.always"))])
    } else if let Some((draft, act)) = act {
        let (on, all) = (draft.count(shown), shown.services.len());
        let of = Switch::Category { is_group: all > 1, is_mixed: on > 0 && on < all };
        switch(&of, id, &title, draft.is_on(id), heard(act, move |on| Message::Category(id, on)))
    } else {
        Html::default()
    };
    let mut parts = vec![row("h3", &title, &shown.title, control)];
    changed(plan, act, id, &mut parts);
    parts.push(text("p", &shown.text));
    let services = shown.services.iter().map(|one| service(plan, one, shown.required, act));
    match act {
        Some((draft, _)) if !shown.services.is_empty() => parts.push(folded(plan, shown, draft, services)),
        _ => parts.extend(services),
    }
    element("section", &["class", "aria-labelledby"], &["category", &title], parts)
}

/// The services, behind words that tell how many are on.
fn folded(
    plan: &'static Plan,
    shown: &'static CategoryView,
    draft: &Draft,
    services: impl Iterator<Item = Html>,
) -> Html {
    let mut summary = vec![text("span", plan.view.texts.get("service.details"))];
    if !shown.required {
        summary.push(of_class("span", "count", vec![words(&count(plan, shown, draft))]));
    }
    let mut parts = vec![plain("summary", summary)];
    parts.extend(services);
    plain("details", parts)
}

/// How many of a category's services are on.
fn count(plan: &Plan, shown: &CategoryView, draft: &Draft) -> String {
    let (on, all) = (draft.count(shown).to_string(), shown.services.len().to_string());
    plan.view.texts.fill("category.count", &[("on", &on), ("all", &all)])
}
