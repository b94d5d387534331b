//! Elements made by a function, where `html!` would write the same code at each of their places. Knows no component.

use crate::app::Message;
use crate::state::Draft;
use assent_model::Plan;
use std::rc::Rc;
use yew::html::onchange;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, Listeners, VList, VNode, VTag};

/// What is switched on and who hears of it; nothing where nothing can be switched.
pub type Act<'a> = Option<(&'a Draft, &'a Callback<Message>)>;

/// An element: the names of its attributes, their values, and what is in it. An empty value is no attribute.
pub fn element(tag: &'static str, names: &'static [&'static str], values: &[&str], children: Vec<Html>) -> Html {
    special(tag, NodeRef::default(), None, (names, values), Listeners::None, children)
}

/// An element that is reached from outside, that is another than the one before it, or that hears something.
pub fn special(
    tag: &'static str,
    node: NodeRef,
    key: Option<Key>,
    (names, values): (&'static [&'static str], &[&str]),
    listeners: Listeners,
    children: Vec<Html>,
) -> Html {
    let children = VNode::from(VList::with_children(children, None));
    // What `html!` itself becomes: the public way looks first whether the name is that of an input.
    VTag::__new_other(AttrValue::Static(tag), node, key, attributes(names, values), listeners, children).into()
}

/// One listener of an element.
pub fn hears(listener: impl Listener + 'static) -> Listeners {
    Listeners::Pending(Box::new([Some(Rc::new(listener))]))
}

fn attributes(keys: &'static [&'static str], values: &[&str]) -> Attributes {
    let value = |value: &&str| {
        (!value.is_empty()).then(|| AttributeOrProperty::Attribute(AttrValue::from((*value).to_owned())))
    };
    Attributes::Dynamic { keys, values: values.iter().map(value).collect() }
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
pub fn changed(plan: &Plan, act: Act<'_>, id: &str, parts: &mut Vec<Html>) {
    if act.is_some_and(|(draft, _)| draft.is_changed(id)) {
        parts.push(element("p", &["part"], &["changed"], vec![words(plan.view.texts.get("panel.changed"))]));
    }
}

/// What a switch is for: the name of the attribute that bears the id.
pub enum Switch {
    /// A category, or a group of services if it has several.
    Category {
        /// Whether it has several services, so that it may be on for some of them.
        is_group: bool,
        /// Whether its services differ.
        is_mixed: bool,
    },
    /// A service.
    Service,
    /// The objection to a service.
    Objection,
}

/// A switch with the elements that name it. One with a third state is a plain checkbox to assistive technology, since a
/// `switch` has only two: <https://www.w3.org/TR/wai-aria-1.2/#switch>. The state itself is a property, which the gate
/// sets by the class.
pub fn switch(of: &Switch, id: &str, named_by: &str, is_on: bool, onchange: Callback<Event>) -> Html {
    let (category, service, objection) = match of {
        Switch::Category { .. } => (id, "", ""),
        Switch::Service => ("", id, ""),
        Switch::Objection => ("", "", id),
    };
    let is_mixed = matches!(of, Switch::Category { is_mixed: true, .. });
    let class = if is_mixed { "switch mixed" } else { "switch" };
    let role = if matches!(of, Switch::Category { is_group: true, .. }) { "" } else { "switch" };
    let names = &[
        "type",
        "part",
        "class",
        "role",
        "aria-labelledby",
        "data-assent-category",
        "data-assent-service",
        "data-assent-objection",
    ];
    let values = ["checkbox", "switch", class, role, named_by, category, service, objection];
    let heard = hears(onchange::Wrapper::new(onchange));
    VTag::__new_input(None, Some(is_on && !is_mixed), NodeRef::default(), None, attributes(names, &values), heard)
        .into()
}

/// What a switch does: `say` makes a message of its new state.
pub fn heard(act: &Callback<Message>, say: impl Fn(bool) -> Message + 'static) -> Callback<Event> {
    act.reform(move |event| say(is_checked(&event)))
}

/// Whether the checkbox of an event is checked.
fn is_checked(event: &Event) -> bool {
    event.target_dyn_into::<web_sys::HtmlInputElement>().is_some_and(|input| input.checked())
}
