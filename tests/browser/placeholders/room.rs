//! The room of a placeholder: it is what the element would have, whatever the site's style says.

use super::{VIDEO, cover, frame, is_bare, is_covered, with_video};
use crate::page::{Page, same};
use anyhow::Result;
use serde_json::json;

promises![
    nothing_moves_when_it_comes_and_when_it_goes,
    a_hostile_style_and_a_strict_policy_leave_it_whole;
    chromium:
    // Only Chromium measures layout shifts. https://wicg.github.io/layout-instability/
    no_shift_is_measured,
];

/// Frames, media and images in the ways in which sites give them a size.
const SIZED: [(&str, &str); 9] = [
    ("plain", "<iframe id=\"plain\" ATTRS></iframe>"),
    ("sized", "<iframe id=\"sized\" width=\"420\" height=\"240\" ATTRS></iframe>"),
    (
        "fluid",
        "<iframe id=\"fluid\" style=\"width: 70%; aspect-ratio: 16 / 9; height: auto; border: 0; margin: 1em auto; display: block\" ATTRS></iframe>",
    ),
    (
        "padded",
        "<div style=\"position: relative; padding-top: 40%\"><iframe id=\"padded\" style=\"position: absolute; inset: 0; width: 100%; height: 100%\" ATTRS></iframe></div>",
    ),
    (
        "flexed",
        "<div style=\"display: flex; gap: 10px; height: 200px\"><b>A</b><iframe id=\"flexed\" style=\"flex: 1; height: 100%\" ATTRS></iframe><b>B</b></div>",
    ),
    (
        "gridded",
        "<div style=\"display: grid; grid-template-columns: 1fr 2fr; gap: 10px\"><b>A</b><iframe id=\"gridded\" style=\"width: 100%\" ATTRS></iframe></div>",
    ),
    (
        "floated",
        "<iframe id=\"floated\" style=\"float: right; width: 300px; height: 200px\" ATTRS></iframe><p style=\"clear: both\">Text</p>",
    ),
    ("film", "<video id=\"film\" controls style=\"width: 400px; max-width: 100%\" ATTRS></video>"),
    ("sound", "<audio id=\"sound\" controls ATTRS></audio>"),
];

/// Where all that is not a placeholder stands, and where each held element or its placeholder does.
const PLACES: &str = "[...document.querySelectorAll('p, b, iframe, video, audio, assent-placeholder')].filter((one) => one.checkVisibility()) \
    .map((one) => { const { x, y, width, height } = one.getBoundingClientRect(); return [x, y + scrollY, width, height].map((n) => Math.round(n * 2) / 2); })";

async fn nothing_moves_when_it_comes_and_when_it_goes(page: &Page) -> Result<()> {
    let of = |held: &str| SIZED.map(|(id, html)| html.replace("ATTRS", &held.replace("ID", id))).join("\n");
    let held = "data-assent-service=\"video\" data-src=\"{{THIRD}}/frame/ID.html\"";
    // As it stands there without us.
    page.serve_config(&with_video());
    page.visit_with("inpage.html", "", &[("{{TOP}}", &of("")), ("{{TAG}}", "data-config=\"/none.json\"")]).await?;
    let bare = page.js(PLACES).await?;
    page.visit_covered(&of(held)).await?;
    for (id, _) in SIZED {
        page.until(&is_covered(id)).await?;
    }
    same("covered", page.js(PLACES).await?, bare.clone())?;
    // The rules are taken, not the pixels: so it stays right when the window changes.
    let covers = page.js("document.querySelectorAll('assent-placeholder').length").await?;
    same("covers", covers, json!(SIZED.len()))?;
    page.js("void assent.acceptAll()").await?;
    for (id, _) in SIZED {
        page.until(&is_bare(id)).await?;
    }
    same("released", page.js(PLACES).await?, bare)?;
    let left =
        page.js("document.querySelectorAll('[data-assent-display], assent-placeholder, iframe[style=\"\"]').length");
    same("left behind", left.await?, json!(0))
}

async fn no_shift_is_measured(page: &Page) -> Result<()> {
    page.before_every_page(
        "window.__shift = []; new PerformanceObserver((list) => { for (const one of list.getEntries()) __shift.push(...one.sources.map( \
         ({ node, previousRect: a, currentRect: b }) => [node?.outerHTML?.slice(0, 60), a, b].map((one) => JSON.stringify(one)).join(' '))); }) \
         .observe({ type: 'layout-shift', buffered: true });",
    )
    .await?;
    // Each in a line of its own, since what the parser adds to a line moves what is in it.
    let all = SIZED.map(|(id, html)| {
        let held = format!("data-assent-service=\"video\" data-src=\"{{{{THIRD}}}}/frame/{id}.html\"");
        format!("<div>{}</div>", html.replace("ATTRS", &held))
    });
    page.visit_covered(&all.join("\n")).await?;
    page.until(&is_covered("plain")).await?;
    page.settle().await?;
    page.js("void assent.acceptAll()").await?;
    page.until(&is_bare("plain")).await?;
    page.settle().await?;
    same("layout shift", page.js("__shift").await?, json!([]))
}

const HOSTILE: &str = "<style nonce=\"n0nce\">* { all: unset !important; display: inline !important; position: static !important; color: red !important } \
    div, p, button { width: 3px !important; font-size: 90px !important; visibility: hidden !important; transform: scale(3) !important } \
    assent-placeholder, :not(:defined) { display: none !important; opacity: 0 !important; width: 1px !important } \
    #film { display: block !important; width: 560px !important; height: 315px !important }</style>";

async fn a_hostile_style_and_a_strict_policy_leave_it_whole(page: &Page) -> Result<()> {
    page.serve_config(&with_video());
    let look = format!(
        "[...{}.querySelectorAll('.box, p, button')].map((one) => {{ const {{ width, height }} = one.getBoundingClientRect(); \
         const {{ color, fontSize, visibility }} = getComputedStyle(one); return [Math.round(width), Math.round(height), color, fontSize, visibility]; }})",
        cover("film")
    );
    let plain = frame("film", &format!("{VIDEO} style=\"display: block; border: 0\""));
    page.visit_with("inpage.html", "", &[("{{TOP}}", &plain)]).await?;
    page.until(&is_covered("film")).await?;
    let expected = page.js(&look).await?;
    let policy = "default-src 'none'; script-src 'self' 'nonce-n0nce' 'wasm-unsafe-eval'; style-src 'nonce-n0nce'; connect-src 'self'";
    let marks =
        [("{{TOP}}", frame("film", VIDEO)), ("{{BEFORE}}", HOSTILE.to_owned()), ("{{NONCE}}", "n0nce".to_owned())];
    let marks: Vec<(&str, &str)> = marks.iter().map(|(mark, text)| (*mark, text.as_str())).collect();
    page.visit_with("inpage.html", policy, &marks).await?;
    page.until(&is_covered("film")).await?;
    page.until(&format!(
        "{}.host.checkVisibility({{ opacityProperty: true, visibilityProperty: true }})",
        cover("film")
    ))
    .await?;
    same("look", page.js(&look).await?, expected)?;
    same("the console", page.console().await?, vec![])
}
