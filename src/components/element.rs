//! Elements made by a function, where `html!` would write the same code at each of their places. Knows no component.

use crate::app::Message;
use crate::state::Draft;
use assent_model::Plan;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Listeners, VList, VNode, VTag};

/// What is switched on and who hears of it; nothing where nothing can be switched.
pub type Act<'a> = Option<(&'a Draft, &'a Callback<Message>)>;

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
/// `switch` has only two: <https://www.w3.org/TR/wai-aria-1.2/#switch>
pub fn switch(of: Switch, id: &'static str, named_by: String, is_on: bool, onchange: Callback<Event>) -> Html {
    let (is_group, is_mixed) = match of {
        Switch::Category { is_group, is_mixed } => (is_group, is_mixed),
        _ => (false, false),
    };
    let class = if is_mixed { "switch mixed" } else { "switch" };
    html! {
        <input type="checkbox" {class} part="switch" role={(!is_group).then_some("switch")} aria-labelledby={named_by}
            data-assent-category={matches!(of, Switch::Category { .. }).then_some(id)}
            data-assent-service={matches!(of, Switch::Service).then_some(id)}
            data-assent-objection={matches!(of, Switch::Objection).then_some(id)}
            checked={is_on && !is_mixed} ~indeterminate={is_mixed} {onchange} />
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
