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

/// What a plan sets by itself: the accent colour, and the text on it: black or white, whichever can be read.
pub fn accent(plan: &Plan) -> String {
    let Some(accent) = &plan.view.accent else { return String::new() };
    // Both have a contrast of 4.5 to 1 there: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    let text = if luminance(accent) > 0.18 { "#000" } else { "#fff" };
    [":host{--assent-accent:", accent, ";--assent-accent-text:", text, "}"].concat()
}

/// The luminance of `#rrggbb`, from 0 to 1: <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>. A cubic that is right
/// to three hundredths, in the place of a power, which would take a kilobyte of Wasm.
fn luminance(color: &str) -> f32 {
    let part = |at: usize| color.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or_default();
    let linear = |at: usize| {
        let part = f32::from(part(at)) / 255.0;
        part * (0.0125 + part * (0.6822 + part * 0.3053))
    };
    0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5)
}
