//! What was recorded of the visitor's choice, for them to read. Knows no banner.

use assent_yew::{Record, use_record};
use yew::prelude::*;

/// A button that shows the record, and takes it away.
#[component]
pub fn Choice() -> Html {
    let is_open = use_state(|| false);
    let onclick = {
        let is_open = is_open.clone();
        move |_| is_open.set(!*is_open)
    };
    html! {
        <section id="choice">
            <h2>{ "Your choice" }</h2>
            <button id="recorded" aria-expanded={is_open.to_string()} {onclick}>{ "What was recorded" }</button>
            if *is_open {
                <Recorded />
            }
        </section>
    }
}

#[component]
fn Recorded() -> Html {
    match use_record() {
        Some(record) => details(&record),
        None => html! { <p>{ "Nothing yet." }</p> },
    }
}

fn details(record: &Record) -> Html {
    let answer = |(id, is_granted): (&String, &bool)| {
        let word = if *is_granted { "granted" } else { "refused" };
        html! { <><dt>{ id }</dt><dd>{ word }</dd></> }
    };
    html! {
        <dl>
            <dt>{ "When" }</dt><dd>{ &record.at }</dd>
            <dt>{ "How" }</dt><dd>{ &record.method }</dd>
            <dt>{ "Until" }</dt><dd>{ &record.expires }</dd>
            { for record.categories.iter().map(answer) }
        </dl>
    }
}
