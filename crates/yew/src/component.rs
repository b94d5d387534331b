//! The component that puts the kit to work, once. Knows when; the tag is made elsewhere.

use crate::config::Config;
use crate::{calls, page, tag};
use yew::prelude::*;

/// What [`Consent`] takes. But for `lang` and `children`, what is given first counts until the page is left.
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct ConsentProps {
    /// The config: its text, a JSON value, or its address. A kit that `assent build` has made needs none.
    #[prop_or_default]
    pub config: Config,
    /// The address of the folder with the kit's files.
    #[prop_or(AttrValue::Static("/assent/"))]
    pub kit: AttrValue,
    /// The page's nonce, under a policy by nonce. Without it, that of the first script in the page which has one.
    #[prop_or_default]
    pub nonce: Option<AttrValue>,
    /// The language of banner and panel, where it should not follow the page's `lang`: BCP 47.
    #[prop_or_default]
    pub lang: Option<AttrValue>,
    /// Where the visitor is, if the site knows: a code of ISO 3166.
    #[prop_or_default]
    pub region: Option<AttrValue>,
    /// The application, or nothing: the hooks work everywhere in the page.
    #[prop_or_default]
    pub children: Html,
}

/// Puts the kit that the site serves to work, and draws its children.
///
/// Once it is in the page, the config and the tag of `assent.js` are put into the head, unless Assent is there already:
/// its tag may stand in `index.html`, and then that counts. On a server it draws its children and does nothing else. When
/// it goes, Assent stays, as a script does.
///
/// ```no_run
/// # use yew::prelude::*;
/// use assent_yew::Consent;
///
/// #[component]
/// fn App() -> Html {
///     html! { <Consent config="/assent.json">{ "Hello" }</Consent> }
/// }
/// ```
#[component]
pub fn Consent(props: &ConsentProps) -> Html {
    let first = props.clone();
    use_effect_with((), move |()| {
        let placed = tag::place(&first);
        move || drop(placed)
    });
    let last = use_mut_ref(|| props.lang.clone());
    use_effect_with(props.lang.clone(), move |lang| {
        let before = last.replace(lang.clone());
        if let Some(lang) = lang.as_ref().filter(|lang| before.as_ref() != Some(lang)) {
            speak(lang);
        }
    });
    props.children.clone()
}

/// Changes the language: now, or in the tag as long as that has not loaded.
fn speak(lang: &str) {
    if page::assent().is_some() { calls::set_language(lang) } else { tag::speak(lang) }
}
