//! Elements made by a function, where `html!` would write the same code at each of their places. Knows no component.

use crate::app::Message;
use crate::state::Draft;
use assent_model::Plan;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Listeners, VList, VNode, VTag};

/// An element: the names of its attributes, their values, and what is in it.
pub fn element(tag: &'static str, names: &'static [&'static str], values: &[&str], children: Vec<Html>) -> Html {
    let value = |value: &&str| Some(AttributeOrProperty::Attribute(AttrValue::from((*value).to_owned())));
    let attributes = Attributes::Dynamic { keys: names, values: values.iter().map(value).collect() };
    let children = VNode::from(VList::with_children(children, None));
    // What `html!` itself becomes: the public way looks first whether the name is that of an input.
    VTag::__new_other(AttrValue::Static(tag), NodeRef::default(), None, attributes, Listeners::None, children).into()
}

/// An element of a class.
pub fn of_class(tag: &'static str, class: &str, children: Vec<Html>) -> Html {
    element(tag, &["class"], &[class], children)
}

/// An element without attributes.
pub fn plain(tag: &'static str, children: Vec<Html>) -> Html {
    element(tag, &[], &[], children)
}

/// An element with a text in it, and nothing else.
pub fn text(tag: &'static str, text: &str) -> Html {
    plain(tag, vec![words(text)])
}

/// A text, which is never markup.
pub fn words(text: &str) -> Html {
    Html::from(text.to_owned())
}

/// A link to a page of the site, or of somebody who need not know which page it was followed on.
pub fn link(is_own: bool, address: &str, text: &str) -> Html {
    let (names, values): (&'static [&'static str], &[&str]) = match is_own {
        true => (&["part", "href"], &["link", address]),
        false => (&["part", "href", "rel"], &["link", address, "noreferrer"]),
    };
    element("a", names, values, vec![words(text)])
}

/// A heading, and beside it what switches what is under it.
pub fn row(heading: &'static str, id: &str, title: &str, control: Html) -> Html {
    of_class("div", "row", vec![element(heading, &["id"], &[id], vec![words(title)]), control])
}

/// Adds why a category or service is asked for again, if it is.
pub fn changed(plan: &Plan, draft: &Draft, id: &str, parts: &mut Vec<Html>) {
    if draft.is_changed(id) {
        parts.push(element("p", &["part"], &["changed"], vec![words(plan.view.texts.get("panel.changed"))]));
    }
}

/// The switch of a category or of a service, whichever there is.
pub fn switch(
    category: Option<&'static str>,
    service: Option<&'static str>,
    title: String,
    is_on: bool,
    onchange: Callback<Event>,
) -> Html {
    html! {
        <input type="checkbox" role="switch" class="switch" part="switch" aria-labelledby={title}
            data-assent-category={category} data-assent-service={service} checked={is_on} {onchange} />
    }
}

/// What a switch does: `say` makes a message of its new state.
pub fn heard(act: &Callback<Message>, say: impl Fn(bool) -> Message + 'static) -> Callback<Event> {
    act.reform(move |event| say(is_checked(&event)))
}

/// Whether the checkbox of an event is checked.
fn is_checked(event: &Event) -> bool {
    event.target_dyn_into::<web_sys::HtmlInputElement>().is_some_and(|input| input.checked())
}
