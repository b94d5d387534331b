//! On a server nothing is known: the component draws its children alone, the hooks grant nothing, and no call fails.

use assent_yew::{Consent, Held, use_consent, use_record};
use yew::LocalServerRenderer;
use yew::prelude::*;

#[component]
fn App() -> Html {
    html! {
        <Consent config="/assent.json" nonce="r4nd0m" lang="de" region="AT">
            <Answer />
            <Held category="marketing" fallback="kept out">{ "let in" }</Held>
            <Held service="youtube">{ "let in" }</Held>
            <Held fallback="nothing was asked for">{ "let in" }</Held>
        </Consent>
    }
}

#[component]
fn Answer() -> Html {
    let is_granted = use_consent("analytics");
    let record = use_record();
    html! { <p>{ format!("{is_granted} {record:?}") }</p> }
}

#[test]
fn a_server_draws_what_is_not_granted() {
    let html = futures_executor::block_on(LocalServerRenderer::<App>::new().hydratable(false).render());
    assert_eq!(html, "<p>false None</p>kept outnothing was asked for");
}

#[test]
fn calls_do_nothing_where_there_is_no_page() {
    assent_yew::open();
    assent_yew::close();
    assent_yew::accept_all();
    assent_yew::reject_all();
    assent_yew::withdraw();
    assent_yew::set(&[("analytics", true)]);
    assent_yew::set_language("de");
    assert!(!assent_yew::granted("analytics"));
    assert_eq!(assent_yew::record(), None);
}
