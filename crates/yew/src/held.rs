//! What is drawn only once it is granted. Knows no kit.

use crate::hooks::use_consent;
use yew::prelude::*;

/// What [`Held`] takes. With a category and a service, both must be granted; with neither, nothing ever is.
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct HeldProps {
    /// The category that must be granted.
    #[prop_or_default]
    pub category: Option<AttrValue>,
    /// The service that must be granted. Its category then is, too.
    #[prop_or_default]
    pub service: Option<AttrValue>,
    /// What is drawn as long as it is not granted.
    #[prop_or_default]
    pub fallback: Html,
    /// What needs the consent.
    #[prop_or_default]
    pub children: Html,
}

/// Draws its children once they are granted, and takes them away when they no longer are.
///
/// Until then they are not in the page at all, so the browser asks nobody for anything, and components among them are
/// not created.
///
/// ```no_run
/// # use yew::prelude::*;
/// use assent_yew::Held;
///
/// #[component]
/// fn Film() -> Html {
///     let ask = html! {
///         <button onclick={|_| assent_yew::set(&[("youtube", true)])}>{ "Show the film, which YouTube sends" }</button>
///     };
///     html! {
///         <Held service="youtube" fallback={ask}>
///             <iframe title="Film" src="https://www.youtube-nocookie.com/embed/jNQXAC9IVRw" />
///         </Held>
///     }
/// }
/// ```
#[component]
pub fn Held(props: &HeldProps) -> Html {
    let HeldProps { category, service, fallback, children } = props;
    let names = [category.as_deref(), service.as_deref()];
    let category = use_consent(category.as_deref().unwrap_or_default());
    let service = use_consent(service.as_deref().unwrap_or_default());
    let mut asked = names.iter().zip([category, service]).filter(|(name, _)| name.is_some()).peekable();
    let is_granted = asked.peek().is_some() && asked.all(|(_, is_granted)| is_granted);
    if is_granted { children.clone() } else { fallback.clone() }
}
