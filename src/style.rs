//! What a plan says of style, and the style sheets of its banner for a page that is built ahead of time. All others are
//! in the part `start`. Knows no element.

use assent_model::Plan;

#[cfg(feature = "ssr")]
macro_rules! sheet {
    ($name:literal) => {
        include_str!(concat!("style/", $name, ".min.css"))
    };
}

/// What the banner of a plan needs, and no more.
#[cfg(feature = "ssr")]
pub fn of_banner(plan: &Plan) -> String {
    let layout = match plan.view.banner.layout.as_deref() {
        Some("bar") => sheet!("bar"),
        Some("dialog") => sheet!("dialog"),
        _ => sheet!("box"),
    };
    [sheet!("banner"), layout, &accent(plan)].concat()
}

/// What a plan sets by itself: the accent colour.
pub fn accent(plan: &Plan) -> String {
    plan.view.accent.as_ref().map(|accent| [":host{--assent-accent:", accent, "}"].concat()).unwrap_or_default()
}
