//! A film of a third party, and what stands in its place until the visitor agrees. Knows no banner.

use assent_yew::Held;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The address of the film's page.
    pub address: AttrValue,
}

/// The film, held. Until it is granted nothing of it is in the page, so that YouTube hears of nobody.
#[component]
pub fn Film(props: &Props) -> Html {
    html! {
        <section id="film">
            <h2>{ "A film" }</h2>
            <Held service="youtube" fallback={ask()}>
                <iframe class="film" title="The first film on YouTube" src={props.address.clone()} allowfullscreen=true />
            </Held>
        </section>
    }
}

/// Says what would be loaded and from whom, and asks for this alone.
fn ask() -> Html {
    html! {
        <div class="film">
            <p>{ "YouTube (Google, United States) sends this film, and then learns that you are here." }</p>
            <p><button id="play" onclick={|_| assent_yew::set(&[("youtube", true)])}>{ "Allow YouTube" }</button></p>
        </div>
    }
}
