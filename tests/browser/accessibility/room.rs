//! There is room: on small screens, for wide and for large text, and for fingers. Knows no layout.

use super::{Face, LAYOUTS, full, in_frame, show};
use crate::page::{Page, same};
use crate::widget::PANEL_IS_OPEN;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

promises![
    a_06_buttons_and_switches_are_large_enough,
    a_09_nothing_scrolls_sideways_and_every_button_can_be_reached,
    a_09_the_banner_leaves_half_of_the_screen,
    a_10_wider_text_is_not_cut_off,
    a_10_a_cut_is_found;
    chromium:
    // The visitor's own size of text is set through the DevTools.
    text_of_twice_the_size_is_not_cut_off,
];

/// The smallest screens: a telephone, and a window of 1280 pixels at 400 %. <https://www.w3.org/TR/WCAG22/#reflow>
const SIZES: [(u32, u32); 2] = [(320, 568), (320, 256)];

fn in_layout(layout: &str) -> Value {
    let mut config = full();
    config["banner"] = json!({ "layout": layout });
    config
}

async fn a_06_buttons_and_switches_are_large_enough(page: &Page) -> Result<()> {
    let small = "[...document.querySelector('assent-widget').shadowRoot.querySelectorAll('button, input, summary')] \
        .filter((one) => one.checkVisibility()).map((one) => [one.localName, one.getBoundingClientRect()]) \
        .filter(([name, { width, height }]) => Math.min(width, height) < (name === 'button' ? 44 : 24)) \
        .map(([name, { width, height }]) => `${name}: ${width} x ${height}`)";
    for face in Face::ALL {
        show(page, face, &full(), &[]).await?;
        same(&format!("{face:?}"), page.js(small).await?, json!([]))?;
    }
    Ok(())
}

/// What is wider than its place, and what of the widget lies beside the screen.
const SIDEWAYS: &str = "(() => { const root = document.documentElement; \
    const boxes = [...document.querySelector('assent-widget').shadowRoot.querySelectorAll('*')].filter((one) => one.checkVisibility() && one.localName !== 'svg'); \
    const hidden = (one) => { for (let box = one; box; box = box.parentElement) if (box.clientWidth === 1) return true; return false; }; \
    return [...(root.scrollWidth > root.clientWidth ? ['the page'] : []), ...boxes.filter((one) => !hidden(one)).filter((one) => { \
      const { left, right } = one.getBoundingClientRect(); \
      const scrolls = /auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth; \
      return scrolls || left < -0.5 || right > innerWidth + 0.5; }).map((one) => `${one.localName}.${one.className}`)]; })()";

/// What cannot be brought to where a finger could press it.
const UNREACHABLE: &str = "[...__in('PART').querySelectorAll('a[href], button, input, summary')].filter((one) => { \
    if (!one.checkVisibility()) return false; \
    one.scrollIntoView({ block: 'nearest', behavior: 'instant' }); \
    const { left, top, width, height } = one.getClientRects()[0], x = left + width / 2, y = top + height / 2; \
    const hit = one.getRootNode().elementFromPoint(x, y); return !(hit && (hit === one || one.contains(hit))); }) \
    .map((one) => one.dataset.assentAction ?? one.localName)";

async fn fits(page: &Page, what: &str, part: &str) -> Result<()> {
    same(&format!("{what}: sideways"), page.js(SIDEWAYS).await?, json!([]))?;
    same(&format!("{what}: out of reach"), page.js(&UNREACHABLE.replace("PART", part)).await?, json!([]))
}

async fn a_09_nothing_scrolls_sideways_and_every_button_can_be_reached(page: &Page) -> Result<()> {
    for size in SIZES {
        for layout in LAYOUTS {
            in_frame(page, size, &in_layout(layout), &[]).await?;
            fits(page, &format!("{layout}, {size:?}"), "[part~=banner]").await?;
            page.js("__in('[data-assent-action=open]').click()").await?;
            page.until(PANEL_IS_OPEN).await?;
            fits(page, &format!("panel, {size:?}"), "dialog").await?;
            page.unfold().await?;
            fits(page, &format!("details, {size:?}"), "dialog").await?;
            page.leave_frame().await?;
        }
    }
    Ok(())
}

async fn a_09_the_banner_leaves_half_of_the_screen(page: &Page) -> Result<()> {
    for size in SIZES {
        for layout in LAYOUTS {
            in_frame(page, size, &in_layout(layout), &[]).await?;
            let share = page.js("__in('[part~=banner]').getBoundingClientRect().height / innerHeight").await?;
            let share = share.as_f64().unwrap_or(1.0);
            ensure!(share <= 0.5, "{layout}, {size:?}: the banner takes {:.0} % of the height", share * 100.0);
            page.leave_frame().await?;
        }
    }
    Ok(())
}

/// Texts that leave their button, or that a box with an edge cuts off without a way to scroll to them.
const CUT: &str = "(() => { const root = document.querySelector('assent-widget').shadowRoot, found = []; \
    for (const one of root.querySelectorAll('*')) { \
      if (!one.checkVisibility() || one.localName === 'style') continue; \
      for (const node of one.childNodes) { \
        if (node.nodeType !== 3 || !node.data.trim()) continue; \
        const range = document.createRange(); range.selectNodeContents(node); \
        const text = range.getBoundingClientRect(); \
        for (let box = one; box; box = box.parentElement) { \
          const style = getComputedStyle(box), edge = box.getBoundingClientRect(); \
          if (edge.width <= 1) break; /* for screen readers alone */ \
          const isTight = (way) => /hidden|clip/.test(way) || box.localName === 'button'; \
          if (/auto|scroll/.test(style.overflowY)) { if (text.right > edge.right + 1 || text.left < edge.left - 1) found.push(one.localName + ' in ' + box.className); break; } \
          if ((isTight(style.overflowX) && (text.right > edge.right + 1 || text.left < edge.left - 1)) || \
              (isTight(style.overflowY) && (text.bottom > edge.bottom + 1 || text.top < edge.top - 1))) \
            found.push(`${one.localName} '${node.data.slice(0, 20)}' in ${box.localName}.${box.className}`); \
        } } } return found; })()";

/// What a visitor may set: <https://www.w3.org/TR/WCAG22/#text-spacing>
const SPACING: &str = "(() => { const sheet = new CSSStyleSheet(), root = document.querySelector('assent-widget').shadowRoot; \
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } \
      p { margin-block-end: 2em !important }'); \
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]; return root.adoptedStyleSheets.length; })()";

async fn a_10_wider_text_is_not_cut_off(page: &Page) -> Result<()> {
    for size in [(1280, 720), (320, 568)] {
        for layout in LAYOUTS {
            in_frame(page, size, &in_layout(layout), &[]).await?;
            page.wait(&format!("Promise.resolve({SPACING})")).await?;
            let spacing = page.js("getComputedStyle(__in('p')).letterSpacing").await?;
            ensure!(spacing != "normal", "the text is not wider");
            whole(page, &format!("{layout}, {size:?}"), "[part~=banner]").await?;
            page.js("__in('[data-assent-action=open]').click()").await?;
            page.until(PANEL_IS_OPEN).await?;
            page.unfold().await?;
            whole(page, &format!("details, {size:?}"), "dialog").await?;
            page.leave_frame().await?;
        }
    }
    Ok(())
}

async fn whole(page: &Page, what: &str, part: &str) -> Result<()> {
    page.settle().await?;
    same(&format!("{what}: cut off"), page.js(CUT).await?, json!([]))?;
    fits(page, what, part).await
}

async fn a_10_a_cut_is_found(page: &Page) -> Result<()> {
    show(page, Face::Banner, &full(), &[]).await?;
    same("before", page.js(CUT).await?, json!([]))?;
    page.js(
        "void (__in('[data-assent-action=accept]').style.cssText = 'block-size: 10px; min-block-size: 0; padding: 0')",
    )
    .await?;
    let found = page.js(CUT).await?;
    ensure!(found.to_string().contains("Accept all"), "the cut was not found, but {found}");
    Ok(())
}

async fn text_of_twice_the_size_is_not_cut_off(page: &Page) -> Result<()> {
    page.cdp("Page.setFontSizes", &json!({ "fontSizes": { "standard": 32 } })).await?;
    for size in [(1280, 720), (640, 720)] {
        for layout in LAYOUTS {
            in_frame(page, size, &in_layout(layout), &[]).await?;
            let text = page.js("parseFloat(getComputedStyle(__in('button')).fontSize)").await?;
            ensure!(text.as_f64().unwrap_or_default() >= 26.0, "the text is {text} pixels high");
            whole(page, &format!("{layout}, {size:?}"), "[part~=banner]").await?;
            page.js("__in('[data-assent-action=open]').click()").await?;
            page.until(PANEL_IS_OPEN).await?;
            page.unfold().await?;
            whole(page, &format!("details, {size:?}"), "dialog").await?;
            page.leave_frame().await?;
        }
    }
    Ok(())
}
