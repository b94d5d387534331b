//! The application: one page, with Assent around it. Knows what is on the page, not what any of it needs.

mod choice;
mod film;
mod visits;

use assent_yew::Consent;
use choice::Choice;
use film::Film;
use visits::Visits;
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
struct Props {
    /// The address of the film.
    film: AttrValue,
    /// The visitor's language, and where they are, if the server knows it.
    lang: Option<AttrValue>,
    region: Option<AttrValue>,
}

impl Props {
    /// What the page says at the element that the application is put into.
    fn of(root: &HtmlElement) -> Self {
        let said = |name: &str| root.dataset().get(name).map(AttrValue::from);
        Self { film: said("film").unwrap_or_default(), lang: said("lang"), region: said("region") }
    }
}

#[component]
fn App(props: &Props) -> Html {
    let lang = use_state(|| props.lang.clone());
    let german = {
        let lang = lang.clone();
        move |_| lang.set(Some("de".into()))
    };
    html! {
        <Consent config={include_str!("../assent.json")} lang={(*lang).clone()} region={props.region.clone()}>
            <main>
                <h1>{ "Assent in a Yew application" }</h1>
                <Visits />
                <Film address={props.film.clone()} />
                <Choice />
            </main>
            <footer>
                // A link does without the kit: it is obeyed as soon as that is there.
                <a href="#assent">{ "Privacy settings" }</a>
                <button id="german" lang="de" onclick={german}>{ "Einstellungen auf Deutsch" }</button>
                <button id="withdraw" onclick={|_| assent_yew::withdraw()}>{ "Withdraw everything" }</button>
            </footer>
        </Consent>
    }
}

fn main() {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id("app"));
    let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    let props = Props::of(&root);
    yew::Renderer::<App>::with_root_and_props(root.into(), props).render();
}
