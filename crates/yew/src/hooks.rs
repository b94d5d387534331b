//! The hooks: what is granted and what was chosen, followed as long as a component is there. Knows no tag.

use crate::calls;
use crate::page::Watch;
use crate::record::Record;
use yew::prelude::*;

/// Whether a category or a service is granted. Draws the component again when that changes.
///
/// It is `false` until it is known: in the first drawing, on a server, and as long as the kit has not loaded. What is
/// drawn only where it is `true` is therefore never drawn too early.
///
/// ```no_run
/// # use yew::prelude::*;
/// use assent_yew::use_consent;
///
/// #[component]
/// fn Map() -> Html {
///     if use_consent("openstreetmap") {
///         html! { <iframe title="Map" src="https://www.openstreetmap.org/export/embed.html" /> }
///     } else {
///         html! { <a href="#assent">{ "Allow the map" }</a> }
///     }
/// }
/// ```
#[hook]
pub fn use_consent(id: &str) -> bool {
    let id = AttrValue::from(id.to_owned());
    // What is kept is the id that is granted, not a bool: with another id, the answer for the last one counts no more.
    let told = use_told(id.clone(), |id| calls::granted(id).then(|| id.clone()));
    told.as_ref() == Some(&id)
}

/// The record that holds, or nothing as long as there is none. Draws the component again when that changes.
///
/// ```no_run
/// # use yew::prelude::*;
/// use assent_yew::use_record;
///
/// #[component]
/// fn Since() -> Html {
///     match use_record() {
///         Some(record) => html! { <p>{ format!("Your choice of {}", record.at) }</p> },
///         None => html! { <p>{ "You have not chosen yet" }</p> },
///     }
/// }
/// ```
#[hook]
pub fn use_record() -> Option<Record> {
    (*use_told((), |()| calls::record())).clone()
}

/// What Assent says of something, from the first effect to the last. Not earlier: what a server has drawn must be drawn
/// alike once more in the browser, and the server knows of no choice.
#[hook]
fn use_told<Of, Told>(of: Of, ask: fn(&Of) -> Option<Told>) -> UseStateHandle<Option<Told>>
where
    Of: Clone + PartialEq + 'static,
    Told: PartialEq + 'static,
{
    let told = use_state_eq(|| None);
    let set = told.setter();
    use_effect_with(of, move |of| {
        let of = of.clone();
        let look = move || set.set(ask(&of));
        look();
        let watch = Watch::new(look);
        move || drop(watch)
    });
    told
}
