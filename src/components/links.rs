//! Links to the policy and the legal notice, which must be in reach before a choice.

use assent_model::Plan;
use yew::prelude::*;

/// The list of links; nothing if the config names none.
pub fn links(plan: &'static Plan) -> Html {
    let links = &plan.view.links;
    if links.is_empty() {
        return Html::default();
    }
    let item = |(text, href): &'static (String, String)| {
        html! { <li><a part="link" href={href.as_str()}>{ text.as_str() }</a></li> }
    };
    html! { <ul class="links">{ for links.iter().map(item) }</ul> }
}
