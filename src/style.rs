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
    [sheet!("banner"), layout, &accent(plan), on_accent(plan)].concat()
}

/// What a plan sets by itself: the accent colour.
pub fn accent(plan: &Plan) -> String {
    plan.view.accent.as_ref().map(|accent| [":host{--assent-accent:", accent, "}"].concat()).unwrap_or_default()
}

/// The text on the accent, black or white, as `www/panel.css` computes it where that sheet is. White is the banner's own.
#[cfg(feature = "ssr")]
fn on_accent(plan: &Plan) -> &'static str {
    // Both have a contrast of 4.5 to 1 there: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    let is_bright = plan.view.accent.as_deref().is_some_and(|accent| luminance(accent) > 0.18);
    if is_bright { ":host{--assent-accent-text:#000}" } else { "" }
}

/// The luminance of `#rrggbb`, from 0 to 1: <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>
#[cfg(feature = "ssr")]
fn luminance(color: &str) -> f64 {
    let part = |at: usize| color.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or_default();
    let linear = |at: usize| match f64::from(part(at)) / 255.0 {
        low if low <= 0.04045 => low / 12.92,
        high => ((high + 0.055) / 1.055).powf(2.4),
    };
    0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5)
}
