//! What has the focus can be seen: its ring, and that the banner does not lie over it. Knows not where the focus goes.

use super::{Face, color, full, in_frame, media, show, tab};
use crate::page::{Page, plain, same};
use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::{Value, json};

promises![
    a_04_what_has_the_focus_has_a_ring,
    a_05_the_focus_is_never_hidden_by_the_banner;
    chromium:
    // Emulated, and seen in pictures, through the DevTools.
    a_04_the_ring_is_there_in_the_dark_and_in_forced_colours,
    a_04_the_ring_can_be_seen_in_a_picture,
];

/// The ring of what has the focus: its width, whether it is drawn, and its contrast with what it is drawn on.
const RING: &str = "(() => { const one = document.activeElement.shadowRoot?.activeElement; if (!one) return null; \
    const style = getComputedStyle(one), behind = __behind(one.parentElement); \
    return [parseFloat(style.outlineWidth), style.outlineStyle, __contrast(style.outlineColor, behind)]; })()";

async fn a_04_what_has_the_focus_has_a_ring(page: &Page) -> Result<()> {
    color::ready(page).await?;
    rings(page).await
}

async fn a_04_the_ring_is_there_in_the_dark_and_in_forced_colours(page: &Page) -> Result<()> {
    color::ready(page).await?;
    let dark = ("prefers-color-scheme", "dark");
    for features in [vec![dark], vec![("forced-colors", "active")], vec![("forced-colors", "active"), dark]] {
        media(page, &features).await?;
        rings(page).await.with_context(|| format!("{features:?}"))?;
    }
    Ok(())
}

async fn rings(page: &Page) -> Result<()> {
    for face in [Face::Banner, Face::Details] {
        show(page, face, &full(), &[]).await?;
        let mut seen = 0;
        for _ in 0..40 {
            let found = tab(page).await?;
            let ring = page.js(RING).await?;
            if ring.is_null() {
                break;
            }
            let [width, contrast] = [0, 2].map(|place| ring[place].as_f64().unwrap_or_default());
            ensure!(width >= 2.0 && ring[1] != "none" && contrast >= 3.0, "{face:?}: the ring of {found} is {ring}");
            seen += 1;
        }
        ensure!(seen > 4, "only {seen} rings were seen on {face:?}");
    }
    Ok(())
}

/// As many pixels must change, and by 3 to 1, as a line of two pixels around the control has.
/// <https://www.w3.org/TR/WCAG22/#focus-appearance>
const CHANGED: &str = "(async () => { const pixels = async (data) => { \
    const picture = await createImageBitmap(await (await fetch('data:image/png;base64,' + data)).blob()); \
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d'); pen.drawImage(picture, 0, 0); \
    return pen.getImageData(0, 0, picture.width, picture.height).data; }; \
    const [one, other] = [await pixels(__pictures[0]), await pixels(__pictures[1])]; let changed = 0; \
    for (let at = 0; at < one.length; at += 4) \
      if (__contrastOf(one.slice(at, at + 3), other.slice(at, at + 3)) >= 3) changed++; \
    return changed; })()";

async fn a_04_the_ring_can_be_seen_in_a_picture(page: &Page) -> Result<()> {
    color::ready(page).await?;
    for features in [vec![], vec![("prefers-color-scheme", "dark")], vec![("forced-colors", "active")]] {
        media(page, &features).await?;
        for face in [Face::Banner, Face::Panel] {
            show(page, face, &full(), &[]).await?;
            pictures(page).await.with_context(|| format!("{face:?}, {features:?}"))?;
        }
    }
    Ok(())
}

async fn pictures(page: &Page) -> Result<()> {
    for _ in 0..4 {
        let name = tab(page).await?;
        page.settle().await?;
        let place = page.js("(({ x, y, width, height }) => ({ x: x - 6, y: y - 6, width: width + 12, height: height + 12, scale: 1 })) \
            (document.activeElement.shadowRoot.activeElement.getBoundingClientRect())").await?;
        let with = picture(page, &place).await?;
        page.js("void (window.__left = document.activeElement.shadowRoot.activeElement).blur()").await?;
        let without = picture(page, &place).await?;
        page.js(&format!("void (window.__pictures = {})", json!([with, without]))).await?;
        let changed = page.wait(CHANGED).await?.as_f64().context("a number of pixels")?;
        let [width, height] = ["width", "height"].map(|side| place[side].as_f64().unwrap_or_default() - 12.0);
        let least = if name == "a" { width * 2.0 } else { (width + height) * 4.0 * 0.9 };
        ensure!(changed >= least, "{name}: {changed} pixels changed, of at least {least}");
        page.js("__left.focus({ focusVisible: true })").await?;
    }
    Ok(())
}

async fn picture(page: &Page, place: &Value) -> Result<String> {
    Ok(plain(&page.cdp("Page.captureScreenshot", &json!({ "format": "png", "clip": place })).await?["data"]))
}

/// What has the focus, and lies behind the banner altogether: <https://www.w3.org/TR/WCAG22/#focus-not-obscured-minimum>
const HIDDEN: &str = "new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame)).then(() => { \
    const one = document.activeElement; if (!one || one.matches('html, body, assent-widget')) return null; \
    const inner = one.getBoundingClientRect(), outer = __in('[part~=banner]').getBoundingClientRect(); \
    const isCovered = inner.top >= outer.top && inner.bottom <= outer.bottom && inner.left >= outer.left && inner.right <= outer.right; \
    const isOutside = inner.bottom <= 0 || inner.top >= innerHeight; return isCovered || isOutside; })";

async fn a_05_the_focus_is_never_hidden_by_the_banner(page: &Page) -> Result<()> {
    let links: String =
        (0..30).map(|number| format!("<p><a id=\"link-{number}\" href=\"/other.html\">Link</a></p>")).collect();
    for size in [(320, 568), (1280, 720)] {
        for (layout, position) in [("box", "bottom-left"), ("bar", "bottom"), ("bar", "top")] {
            let mut config = full();
            config["banner"] = json!({ "layout": layout, "position": position });
            in_frame(page, size, &config, &[("{{AFTER}}", &links)]).await?;
            let hidden = walk(page, false).await?;
            same(&format!("{layout} at {position}, {size:?}"), hidden, Vec::new())?;
            let hidden = walk(page, true).await?;
            same(&format!("{layout} at {position}, {size:?}, backwards"), hidden, Vec::new())?;
        }
    }
    Ok(())
}

/// Goes through all links of the page. Gives those that were hidden.
async fn walk(page: &Page, backwards: bool) -> Result<Vec<String>> {
    let (first, last) = if backwards { ("link-29", "first-link") } else { ("first-link", "footer-link") };
    page.js(&format!("document.getElementById('{first}').focus()")).await?;
    let (mut hidden, mut name) = (Vec::new(), first.to_owned());
    for _ in 0..40 {
        if page.wait(HIDDEN).await? == true {
            hidden.push(name);
        }
        name = if backwards { super::tab_back(page).await? } else { tab(page).await? };
        if name == last {
            if page.wait(HIDDEN).await? == true {
                hidden.push(name);
            }
            return Ok(hidden);
        }
    }
    anyhow::bail!("{last} was never reached, by {:?}", Key::Tab)
}
