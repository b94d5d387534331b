//! Wherever the banner stands, refusing is as near as agreeing, and the page behind it can be used, or waits openly.

use crate::built::build;
use crate::page::{Page, config, same};
use crate::widget::{BANNER, BANNER_IS_SHOWN};
use anyhow::{Result, ensure};
use fantoccini::key::Key;
use serde_json::{Value, json};
use xtask::paths;

promises![
    accept_and_reject_are_alike_in_every_layout_and_language,
    no_style_of_the_page_reaches_one_button_without_the_other,
    a_dialog_is_modal_until_it_is_answered,
    a_built_dialog_is_the_same,
    what_has_the_focus_is_not_behind_the_banner;
    chromium:
    // The size of the screen is emulated through the DevTools.
    on_a_small_screen_the_page_keeps_half_and_the_buttons_stay,
    what_has_the_focus_is_in_sight_on_a_phone,
    any_words_can_be_read_and_answered,
];

const PLACES: [(&str, &str); 7] = [
    ("box", "bottom-left"),
    ("box", "bottom-right"),
    ("box", "top-left"),
    ("box", "top-right"),
    ("bar", "bottom"),
    ("bar", "top"),
    ("dialog", "center"),
];

fn with_banner(layout: &str, position: &str) -> Value {
    let mut config = config();
    config["banner"] = json!({ "layout": layout, "position": position });
    config
}

/// Opens a page with this config, and waits for the banner.
async fn open(page: &Page, file: &str, config: &Value, head: &str) -> Result<()> {
    page.serve_config(config);
    page.visit_with(file, "", &[("{{BEFORE}}", head)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.settle().await
}

async fn resize(page: &Page, width: u32, height: u32) -> Result<()> {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    page.cdp("Emulation.setDeviceMetricsOverride", &metrics).await.map(drop)
}

/// Everything that is computed for a button, and its size; not where it is.
fn look(action: &str) -> String {
    format!(
        "((button) => {{ const style = getComputedStyle(button), {{ width, height }} = button.getBoundingClientRect(); \
         return [button.localName, button.part.value, width.toFixed(1), height.toFixed(1), [...style].map((name) => name + ': ' + style.getPropertyValue(name))]; }}) \
         (__in('[part=banner] [data-assent-action={action}]'))"
    )
}

/// That both are the same in everything, side by side, and on the screen.
async fn alike(page: &Page, what: &str) -> Result<()> {
    same(what, page.js(&look("accept")).await?, page.js(&look("reject")).await?)?;
    let stand = "(() => { const [one, other] = ['reject', 'accept'].map((action) => __in(`[part=banner] [data-assent-action=${action}]`).getBoundingClientRect()); \
        return one.top === other.top && [one, other].every(({ top, bottom, left, right }) => top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth); })()";
    ensure!(page.js(stand).await? == true, "{what}: Reject and Accept are not side by side on the screen");
    Ok(())
}

async fn accept_and_reject_are_alike_in_every_layout_and_language(page: &Page) -> Result<()> {
    for (layout, position) in PLACES {
        open(page, "held.html", &with_banner(layout, position), "").await?;
        alike(page, &format!("{layout} {position}")).await?;
    }
    for language in languages()? {
        let mut config = with_banner("box", "bottom-left");
        config["languages"] = json!([language]);
        open(page, "held.html", &config, "").await?;
        alike(page, &language).await?;
    }
    Ok(())
}

/// The languages of the kit.
fn languages() -> Result<Vec<String>> {
    let entries = std::fs::read_dir(paths::dist().join("languages"))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    Ok(names.filter_map(|name| name.strip_suffix(".json").map(str::to_owned)).collect())
}

/// Selectors that look as if they could find one of two buttons of the same part.
const ATTEMPTS: [&str; 9] = [
    "::part(button):first-child",
    "::part(button):nth-child(2)",
    "::part(choice):first-of-type",
    "::part(button)[data-assent-action=reject]",
    "::part(button):is([data-assent-action=reject])",
    "::part(button):not([data-assent-action=accept])",
    "::part(button):has(+ button)",
    "::part(reject)",
    " [data-assent-action=reject]",
];

async fn no_style_of_the_page_reaches_one_button_without_the_other(page: &Page) -> Result<()> {
    let rules: String =
        ATTEMPTS.iter().map(|one| format!("assent-widget{one} {{ opacity: 0.1 !important }}")).collect();
    let both =
        "assent-widget::part(button) { border-radius: 31px; } assent-widget::part(choice) { letter-spacing: 1px }";
    open(page, "held.html", &config(), &format!("<style>{rules}{both}</style>")).await?;
    alike(page, "beside the page's style").await?;
    let styled = "(({ opacity, borderTopLeftRadius, letterSpacing }) => [opacity, borderTopLeftRadius, letterSpacing]) \
        (getComputedStyle(__in('[part=banner] [data-assent-action=reject]')))";
    same("what reached both", page.js(styled).await?, json!(["1", "31px", "1px"]))
}

/// That the banner is modal, Escape does nothing, and an answer is all that ends it.
async fn is_modal(page: &Page) -> Result<()> {
    let modal = "__in('dialog[part=banner]').matches(':modal') && __focused() === 'banner-title'";
    page.until(modal).await?;
    let behind =
        "document.elementFromPoint(5, 5) !== document.querySelector('h1') && document.elementFromPoint(5, 5).localName";
    same("what a click beside it meets", page.js(behind).await?, json!("assent-widget"))?;
    for _ in 0..3 {
        page.key(Key::Escape).await?;
        page.settle().await?;
        ensure!(page.js("__in('dialog[part=banner]').matches(':modal')").await? == true, "Escape closed it");
    }
    page.nothing_arrived().await?;
    same("the record", page.record().await?, Value::Null)?;
    alike(page, "the dialog").await?;
    page.press(BANNER, "open").await?;
    page.until(crate::widget::PANEL_IS_OPEN).await?;
    page.key(Key::Escape).await?;
    page.until("!__in('dialog.panel[open]') && __focused() === 'open'").await?;
    page.choose("reject").await?;
    page.click("#page-button").await?;
    page.until("document.activeElement.id === 'page-button'").await
}

async fn a_dialog_is_modal_until_it_is_answered(page: &Page) -> Result<()> {
    open(page, "held.html", &with_banner("dialog", "center"), "").await?;
    is_modal(page).await
}

async fn a_built_dialog_is_the_same(page: &Page) -> Result<()> {
    let base = build(&with_banner("dialog", "center"), &[])?;
    page.visit_with("held.html", "", &[("{{KIT}}", &base), ("{{TAG}}", "")]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    is_modal(page).await
}

/// A page of links, as high as three screens, with one at its very end.
const LINKS: &str = "<script>document.write('<style>body { margin: 0 } li { padding: 20px } #inner { height: 300px; overflow: auto }</style>'); \
    addEventListener('DOMContentLoaded', () => { const list = (count, name) => '<ul>' + Array.from({ length: count }, (_, i) => `<li><a id=${name}${i} href=#x>Link ${i}</a> <input id=in-${name}${i}>`).join('') + '</ul>'; \
    document.body.insertAdjacentHTML('beforeend', list(9, 'a') + '<div id=inner>' + list(9, 'b') + '</div>' + list(9, 'c')); })</script>";

/// Goes through the page by Tab, and back, and looks each time whether what has the focus can be seen.
async fn tab_through(page: &Page, what: &str) -> Result<()> {
    page.until("!!document.querySelector('#in-c8')").await?;
    page.js("document.querySelector('#page-button').focus()").await?;
    let hidden = "(() => { const element = document.activeElement, banner = __in('.banner').getBoundingClientRect(); \
        if (element.localName === 'assent-widget' || element === document.body) return ''; \
        const { top, bottom, left, right } = element.getBoundingClientRect(); \
        const clear = bottom <= banner.top || top >= banner.bottom || right <= banner.left || left >= banner.right; \
        return clear && top >= 0 && bottom <= innerHeight ? '' : element.id + ' at ' + top + ' behind ' + banner.top + ' to ' + banner.bottom; })()";
    for (key, end) in [("\u{e004}", "in-c8"), ("\u{e008}\u{e004}", "page-button")] {
        for _ in 0..70 {
            tab(page, key.len() > 3).await?;
            page.until(&format!("{hidden} === ''")).await.map_err(|error| error.context(what.to_owned()))?;
            if page.js("document.activeElement.id").await? == end {
                break;
            }
        }
        same(what, page.js("document.activeElement.id").await?, json!(end))?;
    }
    Ok(())
}

/// Presses Tab, perhaps with Shift.
async fn tab(page: &Page, is_back: bool) -> Result<()> {
    use fantoccini::actions::{InputSource, KeyAction, KeyActions};
    let down = |value: char| KeyAction::Down { value };
    let up = |value: char| KeyAction::Up { value };
    let (tab, shift) = (char::from(Key::Tab), char::from(Key::Shift));
    let mut keys = KeyActions::new("keyboard".into());
    if is_back {
        keys = keys.then(down(shift));
    }
    keys = keys.then(down(tab)).then(up(tab));
    if is_back {
        keys = keys.then(up(shift));
    }
    Ok(page.client.perform_actions(keys).await?)
}

async fn what_has_the_focus_is_not_behind_the_banner(page: &Page) -> Result<()> {
    for (layout, position) in [("box", "bottom-left"), ("bar", "bottom"), ("bar", "top")] {
        open(page, "held.html", &with_banner(layout, position), LINKS).await?;
        tab_through(page, &format!("{layout} {position}")).await?;
    }
    Ok(())
}

async fn what_has_the_focus_is_in_sight_on_a_phone(page: &Page) -> Result<()> {
    resize(page, 320, 568).await?;
    what_has_the_focus_is_not_behind_the_banner(page).await
}

async fn on_a_small_screen_the_page_keeps_half_and_the_buttons_stay(page: &Page) -> Result<()> {
    for (width, height) in [(320, 256), (320, 568), (390, 844), (844, 390), (640, 360)] {
        resize(page, width, height).await?;
        for (layout, position) in PLACES {
            let what = format!("{layout} {position} at {width}x{height}");
            let mut config = with_banner(layout, position);
            config["languages"] = json!(["de"]);
            open(page, "held.html", &config, "").await?;
            alike(page, &what).await?;
            let share = page.js("__in('.banner').getBoundingClientRect().height / innerHeight").await?;
            ensure!(
                layout == "dialog" || share.as_f64().is_some_and(|share| share <= 0.501),
                "{what}: {share} of the height"
            );
            same(&what, page.js("__in('.banner').scrollWidth <= __in('.banner').clientWidth && document.documentElement.scrollWidth <= innerWidth").await?, json!(true))?;
            reach(page, &what).await?;
        }
    }
    Ok(())
}

/// That everything in the banner that takes the focus is then in sight, and large enough.
async fn reach(page: &Page, what: &str) -> Result<()> {
    let look = "(() => { const banner = __in('.banner'), edge = banner.getBoundingClientRect(), out = []; \
        for (const one of banner.querySelectorAll('a, button')) { one.focus(); const { top, bottom, left, right, height } = one.getBoundingClientRect(); \
          const shown = document.querySelector('assent-widget').shadowRoot.elementFromPoint((left + right) / 2, (top + bottom) / 2); \
          if (top < edge.top - 1 || bottom > edge.bottom + 1 || !one.contains(shown) || (one.localName === 'button' && height < 44)) \
            out.push([one.textContent, top, bottom, edge.top, edge.bottom, banner.scrollTop, shown?.className]); } return out; })()";
    same(&format!("{what}: out of reach"), page.js(look).await?, json!([]))
}

/// True where scrolling brings the last line of the text to the front.
const LAST_LINE_CAN_BE_READ: &str = "(() => { const text = __in('#banner-text'), range = document.createRange(); \
    range.selectNodeContents(text); text.scrollIntoView({ block: 'end' }); \
    const { left, bottom } = [...range.getClientRects()].filter(({ width }) => width).pop(); \
    return document.querySelector('assent-widget').shadowRoot.elementFromPoint(left + 2, bottom - 4) === text || [left, bottom, __in('.banner').scrollTop, __in('.banner').scrollHeight, __in('.buttons').getBoundingClientRect().top,  __in('.banner').getBoundingClientRect().top]; })()";

async fn any_words_can_be_read_and_answered(page: &Page) -> Result<()> {
    let markup = "<b>Bold</b><script>window.__bad = 1</script>";
    let titles = ["Your privacy ".repeat(385), "Privacy".repeat(700), markup.to_owned(), "?".to_owned()];
    for (width, height) in [(1280, 720), (320, 568), (320, 256)] {
        resize(page, width, height).await?;
        for (layout, position) in [("box", "top-right"), ("bar", "bottom"), ("dialog", "center")] {
            for title in &titles {
                let mut config = with_banner(layout, position);
                config["texts"]["en"] = json!({ "banner.title": title, "banner.text": title });
                open(page, "held.html", &config, "").await?;
                let what = format!("{layout} at {width}x{height} with {:.20}", title);
                alike(page, &what).await?;
                reach(page, &what).await?;
                same(&format!("{what}: the last line"), page.js(LAST_LINE_CAN_BE_READ).await?, json!(true))?;
                let cut = "[...__in('.banner').querySelectorAll('*')].filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth && getComputedStyle(one).display !== 'inline').map((one) => one.localName)";
                same(&format!("{what}: cut off"), page.js(cut).await?, json!([]))?;
                same(
                    &what,
                    page.js("[__in('#banner-title').textContent, window.__bad ?? null]").await?,
                    json!([title, null]),
                )?;
            }
        }
    }
    Ok(())
}
