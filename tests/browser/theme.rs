//! The look: what a site can set works and is documented, what a site does by accident changes nothing, and what visitors
//! set is heeded. Knows docs/theme.md by its tables.

use crate::page::{Page, same};
use crate::widget::{BANNER_IS_SHOWN, PANEL_IS_OPEN};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use xtask::paths;

promises![
    every_documented_property_works,
    every_property_and_part_is_documented,
    the_colours_follow_the_scheme_of_the_page,
    the_style_of_the_page_does_not_get_in,
    nothing_of_the_page_changes;
    chromium:
    // What a visitor sets is emulated through the DevTools.
    what_visitors_set_is_heeded,
    a_printed_page_shows_neither_banner_nor_panel,
];

async fn open(page: &Page, head: &str) -> Result<()> {
    page.visit_with("held.html", "", &[("{{BEFORE}}", head)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.settle().await
}

/// What is computed for the first match in the widget.
async fn computed(page: &Page, selector: &str, property: &str) -> Result<Value> {
    page.js(&format!("getComputedStyle(__in('{selector}'))['{property}']")).await
}

/// Each property with a value, and what must then be computed where.
const PROPERTIES: [(&str, &str, &str, &str, &str); 8] = [
    ("--assent-accent", "rgb(1, 2, 3)", "[part~=choice]", "backgroundColor", "rgb(1, 2, 3)"),
    ("--assent-accent-text", "rgb(4, 5, 6)", "[part~=choice]", "color", "rgb(4, 5, 6)"),
    ("--assent-background", "rgb(7, 8, 9)", ".banner", "backgroundColor", "rgb(7, 8, 9)"),
    ("--assent-text", "rgb(10, 11, 12)", ".banner", "color", "rgb(10, 11, 12)"),
    ("--assent-radius", "3px", ".banner", "borderTopLeftRadius", "3px"),
    ("--assent-font", "fantasy", "[part~=choice]", "fontFamily", "fantasy"),
    ("--assent-font-size", "24px", ".banner", "fontSize", "24px"),
    ("--assent-color-scheme", "dark", ".banner", "colorScheme", "dark"),
];

async fn every_documented_property_works(page: &Page) -> Result<()> {
    for on in [":root", "assent-widget"] {
        for (property, value, selector, what, wanted) in PROPERTIES {
            open(page, &format!("<style>{on} {{ {property}: {value} }}</style>")).await?;
            same(property, computed(page, selector, what).await?, json!(wanted))?;
        }
    }
    Ok(())
}

/// The names in the first cells of the tables of docs/theme.md.
fn documented() -> Result<BTreeSet<String>> {
    let text = std::fs::read_to_string(paths::root().join("docs/theme.md")).context("docs/theme.md")?;
    Ok(text
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(name, _)| name.to_owned())
        .collect())
}

/// The properties of ours that the style sheets use.
fn used() -> Result<BTreeSet<String>> {
    let mut used = BTreeSet::new();
    for entry in std::fs::read_dir(paths::root().join("www"))?
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "css"))
    {
        let css = std::fs::read_to_string(entry.path())?;
        used.extend(
            css.split("var(")
                .filter_map(|rest| rest.split([',', ')']).next())
                .filter(|name| name.starts_with("--assent-"))
                .map(str::to_owned),
        );
    }
    Ok(used)
}

async fn every_property_and_part_is_documented(page: &Page) -> Result<()> {
    let (properties, parts): (BTreeSet<_>, BTreeSet<_>) =
        documented()?.into_iter().partition(|name| name.starts_with("--"));
    same("properties that are used and documented", used()?, properties.clone())?;
    same("properties that are tried", PROPERTIES.map(|(name, ..)| name.to_owned()).into(), properties)?;
    open(page, "").await?;
    page.open_panel().await?;
    let shown = page.js("[...new Set([...document.querySelector('assent-widget').shadowRoot.querySelectorAll('[part]')].flatMap((one) => [...one.part]))]").await?;
    let shown: BTreeSet<String> = crate::page::texts(&shown)?.into_iter().collect();
    let unknown: Vec<_> = shown.difference(&parts).collect();
    ensure!(unknown.is_empty(), "docs/theme.md does not name the parts {unknown:?}");
    ensure!(shown.len() > 5, "only {shown:?} are there");
    Ok(())
}

/// How light the paper and the ink of the banner are, from 0 to 1.
async fn lightness(page: &Page) -> Result<(f64, f64)> {
    let look = "['backgroundColor', 'color'].map((name) => { const parts = getComputedStyle(__in('.banner'))[name].match(/[\\d.]+/g).slice(0, 3).map(Number); \
        const most = /^color/.test(getComputedStyle(__in('.banner'))[name]) ? 1 : 255; return parts.reduce((sum, part) => sum + part / most / 3, 0); })";
    let found = page.js(look).await?;
    Ok((found[0].as_f64().context("paper")?, found[1].as_f64().context("ink")?))
}

async fn the_colours_follow_the_scheme_of_the_page(page: &Page) -> Result<()> {
    let switch = "<style>:root { color-scheme: light } [data-theme=dark] { color-scheme: dark }</style>";
    for head in ["", switch] {
        open(page, head).await?;
        let (paper, ink) = lightness(page).await?;
        ensure!(paper == 1.0 && ink < 0.2, "on a light page the paper is {paper} and the ink {ink}");
    }
    page.js("document.documentElement.dataset.theme = 'dark'").await?;
    page.settle().await?;
    let (paper, ink) = lightness(page).await?;
    ensure!(paper < 0.2 && ink > 0.8, "on a dark page the paper is {paper} and the ink {ink}");
    page.js("document.documentElement.dataset.theme = 'light'").await?;
    page.settle().await?;
    ensure!(lightness(page).await?.0 == 1.0, "the paper stayed dark");
    Ok(())
}

/// What style sheets do to a page that did not think of us.
const HOSTILE: &str = "<style>* { all: unset !important } div, section, dialog, button, assent-widget { display: none !important; transform: scale(9) !important; \
    opacity: 0.1 !important; visibility: hidden !important; filter: blur(9px) !important; zoom: 3 !important; position: absolute !important; contain: strict !important } \
    :root { font: 5px/9 fantasy !important; letter-spacing: 9px !important; word-spacing: 9px !important; text-transform: uppercase !important; text-align: right !important; \
      text-indent: 50px !important; white-space: pre !important; cursor: none !important; pointer-events: none !important; user-select: none !important } \
    * { --paper: red; --ink: red; --soft: red; --line: red; --accent: red; --radius: 99px; letter-spacing: 9px !important } body > * { float: right !important; clip-path: inset(50%) !important } \
    ::backdrop { display: none !important } .banner, .panel, .words, [part] { display: none !important }</style>";

/// Where everything in the widget is, and how it looks.
const PICTURE: &str = "[...document.querySelector('assent-widget').shadowRoot.querySelectorAll('.banner, .banner *, .panel, .panel *')].map((one) => { const { x, y, width, height } = one.getBoundingClientRect(); \
    const style = getComputedStyle(one); return [one.localName, one.className.toString(), x, y, width, height, ...[...style].filter((name) => !name.startsWith('--')).map((name) => name + ': ' + style.getPropertyValue(name))]; })";

async fn the_style_of_the_page_does_not_get_in(page: &Page) -> Result<()> {
    let mut pictures = Vec::new();
    for head in ["", HOSTILE].map(|style| format!("<style>:root {{ overflow: hidden !important }}</style>{style}")) {
        open(page, &format!("{head}<script>addEventListener('DOMContentLoaded', () => document.body.insertAdjacentHTML('beforeend', \
            '<p style=\"position: fixed; inset: 0; z-index: 2147483646; background: red; display: block !important\">Above all</p>'))</script>")).await?;
        let banner = page.js(PICTURE).await?;
        let on_top = "(({ x, y }) => document.elementFromPoint(x + 9, y + 9).localName)(__in('[data-assent-action=reject]').getBoundingClientRect())";
        same("what a click at Reject meets", page.js(on_top).await?, json!("assent-widget"))?;
        page.js("assent.open()").await?;
        page.until(PANEL_IS_OPEN).await?;
        page.unfold().await?;
        page.settle().await?;
        pictures.push((banner, page.js(PICTURE).await?));
    }
    for (of, at) in [("banner", 0), ("panel", 1)] {
        let both = pictures.iter().map(|pair| if at == 0 { &pair.0 } else { &pair.1 });
        let [plain, hostile] = both.collect::<Vec<_>>()[..] else { continue };
        for (one, other) in plain.as_array().into_iter().flatten().zip(hostile.as_array().into_iter().flatten()) {
            let pairs = one.as_array().into_iter().flatten().zip(other.as_array().into_iter().flatten());
            let differences: Vec<_> = pairs.filter(|(a, b)| a != b).collect();
            ensure!(differences.is_empty(), "{of}, {} {}: {differences:?}", one[0], one[1]);
        }
    }
    Ok(())
}

async fn nothing_of_the_page_changes(page: &Page) -> Result<()> {
    // With the page's own elements alone: before the widget is there, while the banner and the panel are, and after.
    let look = "[document.documentElement, document.head, document.body, ...document.body.querySelectorAll(':not(assent-widget)')].map((one) => { \
        const { x, y, width, height } = one.getBoundingClientRect(), style = getComputedStyle(one); \
        return [one.localName, one.getAttribute('style'), one.className, x, y, width, height, ...[...style].map((name) => name + ': ' + style.getPropertyValue(name))]; })";
    let sheets = "[document.adoptedStyleSheets.length, document.styleSheets.length, document.querySelectorAll('style, link').length]";
    page.serve_config(&json!({ "categories": [{ "id": "necessary", "required": true }] }));
    page.visit("held.html").await?;
    page.until("window.__end && window.assent").await?;
    page.settle().await?;
    let before = (page.js(look).await?, page.js(sheets).await?);
    page.serve_config(&crate::page::config());
    open(page, "").await?;
    same("while the banner is shown", (page.js(look).await?, page.js(sheets).await?), before.clone())?;
    page.js("assent.open()").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.settle().await?;
    same("while the panel is open", (page.js(look).await?, page.js(sheets).await?), before)
}

async fn media(page: &Page, features: Value) -> Result<()> {
    page.cdp("Emulation.setEmulatedMedia", &json!({ "features": features })).await.map(drop)
}

async fn what_visitors_set_is_heeded(page: &Page) -> Result<()> {
    open(page, "").await?;
    let soft = computed(page, "#banner-text", "color").await?;
    media(page, json!([{ "name": "prefers-contrast", "value": "more" }])).await?;
    let (text, ink) = (computed(page, "#banner-text", "color").await?, computed(page, ".banner", "color").await?);
    ensure!(
        text == ink && soft != ink,
        "with more contrast the text is {text}, the ink {ink}, and before it was {soft}"
    );
    media(page, json!([{ "name": "prefers-reduced-motion", "value": "reduce" }])).await?;
    page.open_panel().await?;
    same("a switch glides for", computed(page, ".switch", "transitionDuration").await?, json!("0s"))?;
    media(page, json!([{ "name": "forced-colors", "value": "active" }])).await?;
    page.flip("input[data-assent-category=analytics]").await?;
    page.settle().await?;
    let states = "['analytics', 'marketing'].map((id) => { const one = __in(`input[data-assent-category=${id}]`), { backgroundColor, borderTopColor } = getComputedStyle(one); \
        const knob = getComputedStyle(one, '::before'); return [backgroundColor !== knob.backgroundColor, backgroundColor, borderTopColor]; })";
    let states = page.js(states).await?;
    ensure!(
        states[0][0] == true && states[1][0] == true && states[0][1] != states[1][1],
        "in forced colours the switches are {states}"
    );
    page.js("__in('[data-assent-action=save]').focus({ focusVisible: true })").await?;
    let ring = "(({ outlineStyle, outlineWidth, outlineColor }) => [outlineStyle, parseFloat(outlineWidth) >= 2, outlineColor !== getComputedStyle(__in('.panel')).backgroundColor]) \
        (getComputedStyle(__in('[data-assent-action=save]')))";
    same("the ring in forced colours", page.js(ring).await?, json!(["solid", true, true]))
}

async fn a_printed_page_shows_neither_banner_nor_panel(page: &Page) -> Result<()> {
    open(page, "").await?;
    page.open_panel().await?;
    page.cdp("Emulation.setEmulatedMedia", &json!({ "media": "print" })).await?;
    for part in [".banner", ".panel"] {
        same(part, computed(page, part, "display").await?, json!("none"))?;
    }
    Ok(())
}
