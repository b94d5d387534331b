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
}

#[component]
fn App(props: &Props) -> Html {
    html! {
        <Consent config={include_str!("../assent.json")}>
            <main>
                <h1>{ "Assent in a Yew application" }</h1>
                <Visits />
                <Film address={props.film.clone()} />
                <Choice />
            </main>
            <footer>
                // A link does without the kit: it is obeyed as soon as that is there.
                <p><a href="#assent">{ "Privacy settings" }</a></p>
                <p><button id="withdraw" onclick={|_| assent_yew::withdraw()}>{ "Withdraw everything" }</button></p>
            </footer>
        </Consent>
    }
}

fn main() {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id("app"));
    let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    let film = root.dataset().get("film").unwrap_or_default().into();
    yew::Renderer::<App>::with_root_and_props(root.into(), Props { film }).render();
}
