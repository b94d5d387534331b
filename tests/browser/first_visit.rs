//! Before a choice nothing is loaded and nothing is stored, and the question asks without getting in the way.

use crate::page::{Page, plain, same};
use crate::widget::BANNER_IS_SHOWN;
use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::{Value, json};

promises![
    the_banner_asks_and_nothing_is_loaded_or_stored,
    scrolling_escape_and_reload_grant_nothing,
    accept_and_reject_are_equals,
    the_focus_stays_where_it_was_and_the_page_scrolls;
    chromium:
    // The accessibility tree as a whole is to be had from the DevTools alone.
    the_banner_is_a_dialog_with_a_name_for_assistive_tools,
    // Firefox does not measure layout shifts: https://bugzilla.mozilla.org/show_bug.cgi?id=1651528
    nothing_moves,
];

async fn nothing_happened(page: &Page) -> Result<()> {
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    let empty = json!({ "local": {}, "session": {}, "cookies": "", "databases": [] });
    same("stored", page.stored().await?, empty)?;
    same("ran", page.ran().await?, vec![])?;
    same("granted", page.js("document.documentElement.dataset.assentGranted").await?, json!("necessary"))
}

async fn the_banner_asks_and_nothing_is_loaded_or_stored(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    nothing_happened(page).await?;
    same("console", page.console().await?, vec![])
}

async fn scrolling_escape_and_reload_grant_nothing(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.wait(
        "new Promise((then) => { addEventListener('scroll', () => then(0), { once: true }); scrollTo(0, 1500); })",
    )
    .await?;
    nothing_happened(page).await?;
    page.key(Key::Escape).await?;
    nothing_happened(page).await?;
    page.click("#page-button").await?;
    page.key(Key::Escape).await?;
    nothing_happened(page).await?;
    page.reload().await?;
    nothing_happened(page).await
}

async fn the_banner_is_a_dialog_with_a_name_for_assistive_tools(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    let tree = page.cdp("Accessibility.getFullAXTree", &json!({})).await?;
    let nodes = tree["nodes"].as_array().context("the accessibility tree has nodes")?;
    let named = |role: &str| {
        let of_role = nodes.iter().filter(|node| node["ignored"] == false && node["role"]["value"] == role);
        of_role.map(|node| plain(&node["name"]["value"])).collect::<Vec<_>>()
    };
    same("dialogs", named("dialog"), vec!["Your privacy, your choice".into()])?;
    let buttons = named("button");
    for label in ["Reject all", "Accept all", "Choose in detail"] {
        ensure!(buttons.iter().any(|button| button == label), "{label} is not among the buttons {buttons:?}");
    }
    Ok(())
}

async fn accept_and_reject_are_equals(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    let look = |action: &str| {
        format!(
            "((button) => {{ const style = getComputedStyle(button), box = button.getBoundingClientRect(); \
             const names = ['color', 'backgroundColor', 'borderTopColor', 'borderTopWidth', 'fontFamily', 'fontSize', \
               'fontWeight', 'opacity', 'boxShadow', 'textDecorationLine', 'cursor']; \
             return {{ element: button.localName, width: Math.round(box.width), height: Math.round(box.height), \
               style: names.map((name) => name + ': ' + style[name]) }}; }})(__in('[part=banner] [data-assent-action={action}]'))"
        )
    };
    let (accept, reject) = (page.js(&look("accept")).await?, page.js(&look("reject")).await?);
    same("the element", &accept["element"], &json!("button"))?;
    same("Accept beside Reject", accept, reject)?;
    let top = "__in('[part=banner] [data-assent-action={}]').getBoundingClientRect().top";
    let tops = [page.js(&top.replace("{}", "accept")).await?, page.js(&top.replace("{}", "reject")).await?];
    same("they stand side by side", &tops[0], &tops[1])?;
    let visible = page.js("innerHeight >= __in('[part=banner]').getBoundingClientRect().bottom").await?;
    same("the whole banner is on screen", visible, Value::Bool(true))
}

async fn nothing_moves(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.settle().await?;
    same("the layout shift", page.js("__seen.shift").await?, json!(0))
}

async fn the_focus_stays_where_it_was_and_the_page_scrolls(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.settle().await?;
    same("the focus", page.js("document.activeElement === document.body").await?, Value::Bool(true))?;
    same("the page scrolls", page.js("getComputedStyle(document.documentElement).overflow").await?, json!("visible"))
}
