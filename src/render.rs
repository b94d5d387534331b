//! The banner as HTML, rendered without a browser, for `assent build`. Knows no file.

use crate::components;
pub use crate::style::of_banner as style;
use assent_model::Plan;
use yew::LocalServerRenderer;
use yew::prelude::*;

/// The banner of a plan, as the widget would draw it; nothing where nothing is asked. What is written in a config is
/// text in it, never markup.
pub async fn banner(plan: &'static Plan) -> String {
    if !plan.asks() {
        return String::new();
    }
    LocalServerRenderer::<Banner>::with_props(BannerProps { plan }).hydratable(false).render().await
}

#[derive(Properties, Clone)]
struct BannerProps {
    plan: &'static Plan,
}

impl PartialEq for BannerProps {
    fn eq(&self, other: &BannerProps) -> bool {
        std::ptr::eq(self.plan, other.plan)
    }
}

#[component(Banner)]
fn banner_component(props: &BannerProps) -> Html {
    components::banner(props.plan)
}
