//! The question. It does not take the focus, does not cover the page, and offers refusal as it offers agreement.

use super::button::Button;
use assent_model::Plan;
use assent_model::config::Layout;
use std::rc::Rc;
use yew::prelude::*;

/// What the banner is given.
#[derive(Properties, PartialEq)]
pub struct BannerProps {
    /// The plan.
    pub plan: Rc<Plan>,
}

/// The banner: a dialog that is not modal, so that the page stays usable.
#[component]
pub fn Banner(props: &BannerProps) -> Html {
    let view = &props.plan.view;
    let texts = &view.texts;
    let name = view.controller.as_ref().map_or(texts.get("controller.none"), |controller| &controller.name);
    let (layout, position) = match view.banner.layout {
        Layout::Box => ("box", view.banner.position.unwrap_or("bottom-left")),
        Layout::Bar => ("bar", view.banner.position.unwrap_or("bottom")),
    };
    let label = |key: &str| AttrValue::from(texts.get(key).to_owned());
    html! {
        <section part="banner" class={classes!("banner", layout, position)} role="dialog"
            aria-labelledby="banner-title" aria-describedby="banner-text">
            <div class="words">
                <h2 id="banner-title" part="title">{ texts.get("banner.title") }</h2>
                <p id="banner-text">{ texts.fill("banner.text", &[("controller", name)]) }</p>
                <Links links={view.links.clone()} />
            </div>
            <div class="buttons">
                <Button action="reject" class="choice" label={label("button.reject")} />
                <Button action="accept" class="choice" label={label("button.accept")} />
                <Button action="open" class="quiet" label={label("button.open")} />
            </div>
        </section>
    }
}

/// What the links are given.
#[derive(Properties, PartialEq)]
pub struct LinksProps {
    /// Text and address of each.
    pub links: Vec<(String, String)>,
}

/// Links to the policy and the legal notice, which must be in reach before a choice.
#[component]
pub fn Links(props: &LinksProps) -> Html {
    let link = |(text, href): &(String, String)| html! { <li><a part="link" href={href.clone()}>{ text }</a></li> };
    if props.links.is_empty() {
        return Html::default();
    }
    html! { <ul class="links">{ for props.links.iter().map(link) }</ul> }
}
