//! Without a mouse: every action by Tab, Enter and Space, no way in without a way out, and what Escape does. Knows no look.

use super::{first_visit, focused, full, tab, tab_back, tab_to};
use crate::page::{Page, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL_IS_OPEN, category, service};
use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::{Value, json};

promises![
    a_01_every_button_of_the_banner_works_by_keyboard,
    a_01_every_button_of_the_panel_works_by_keyboard,
    a_01_switches_and_details_work_by_keyboard,
    a_01_links_are_followed_by_keyboard,
    a_01_every_control_is_native_and_tab_reaches_it,
    a_02_tab_leaves_the_banner_both_ways,
    a_02_the_panel_keeps_the_focus_and_escape_leaves_it,
    a_16_escape_changes_no_choice,
];

/// What presses a button.
const KEYS: [char; 2] = ['\u{e007}', ' '];

/// Everything in a part that one can go to, in the page's order; `at()` tells the place of what has the focus.
const CONTROLS: &str = "(() => { const seen = (element) => element.checkVisibility(); \
    window.__controls = [...__in('PART').querySelectorAll('a[href], button, input, summary, select, textarea, [tabindex=\"0\"]')].filter(seen); \
    const active = () => document.activeElement?.shadowRoot?.activeElement ?? document.activeElement; \
    window.__at = () => __controls.indexOf(active()); \
    window.__scrolls = () => __in('PART').contains(active()) && /auto|scroll/.test(getComputedStyle(active()).overflowY); \
    return __controls.length; })()";

async fn controls(page: &Page, part: &str) -> Result<i64> {
    page.js(&CONTROLS.replace("PART", part)).await?.as_i64().context("a number of controls")
}

async fn open_by_keyboard(page: &Page) -> Result<()> {
    first_visit(page, &full(), &[]).await?;
    tab_to(page, "open").await?;
    page.key(Key::Enter).await?;
    page.until(PANEL_IS_OPEN).await
}

async fn a_01_every_button_of_the_banner_works_by_keyboard(page: &Page) -> Result<()> {
    let buttons = [
        ("reject", "assent.record()?.method === 'reject-all'"),
        ("accept", "assent.record()?.method === 'accept-all'"),
        ("open", PANEL_IS_OPEN),
    ];
    for key in KEYS {
        for (button, done) in buttons {
            first_visit(page, &full(), &[]).await?;
            tab_to(page, button).await?;
            page.key(key).await?;
            page.until(done).await?;
        }
    }
    Ok(())
}

async fn a_01_every_button_of_the_panel_works_by_keyboard(page: &Page) -> Result<()> {
    let buttons = [
        ("reject", "assent.record()?.method === 'reject-all'"),
        ("accept", "assent.record()?.method === 'accept-all'"),
        ("save", "assent.record()?.method === 'custom'"),
        ("close", BANNER_IS_SHOWN),
    ];
    for key in KEYS {
        for (button, done) in buttons {
            open_by_keyboard(page).await?;
            tab_to(page, button).await?;
            page.key(key).await?;
            page.until(done).await?;
            page.until("!__in('dialog[open]')").await?;
        }
    }
    Ok(())
}

async fn a_01_switches_and_details_work_by_keyboard(page: &Page) -> Result<()> {
    open_by_keyboard(page).await?;
    for key in KEYS {
        page.js("__in('#panel-title').focus(), __in('details').open = false").await?;
        tab_to(page, "summary").await?;
        page.key(key).await?;
        page.until("document.activeElement.shadowRoot.activeElement.closest('details').open").await?;
    }
    page.js("__in('#panel-title').focus()").await?;
    for (name, switch) in [("counter", service("counter")), ("marketing", category("marketing"))] {
        page.unfold().await?;
        tab_to(page, name).await?;
        page.key(' ').await?;
        page.until(&format!("__in('{switch}').checked")).await?;
        same("the focus", focused(page).await?, name.to_owned())?;
    }
    tab_to(page, "save").await?;
    page.key(Key::Enter).await?;
    page.until("assent.record()").await?;
    same(
        "granted",
        page.js("['marketing', 'counter', 'heatmap'].map(assent.granted)").await?,
        json!([true, true, false]),
    )
}

async fn a_01_links_are_followed_by_keyboard(page: &Page) -> Result<()> {
    first_visit(page, &full(), &[]).await?;
    // Not left, because a driver may still wait in the page for what has gone with it.
    page.js("void addEventListener('click', (event) => { event.preventDefault(); window.__followed = event.composedPath()[0].pathname; })").await?;
    tab_to(page, "a").await?;
    page.key(Key::Enter).await?;
    page.until("window.__followed === '/privacy'").await?;
    first_visit(page, &full(), &[]).await?;
    tab_to(page, "footer-link").await?;
    page.key(Key::Enter).await?;
    page.until(PANEL_IS_OPEN).await
}

/// Tab visits them in the order in which they stand in the page, and nothing else is in between.
async fn a_01_every_control_is_native_and_tab_reaches_it(page: &Page) -> Result<()> {
    first_visit(page, &full(), &[]).await?;
    reached(page, "[part~=banner]").await?;
    open_by_keyboard(page).await?;
    page.unfold().await?;
    reached(page, "dialog").await
}

async fn reached(page: &Page, part: &str) -> Result<()> {
    let count = controls(page, part).await?;
    ensure!(count > 4, "{part} has {count} controls");
    let mut visited = Vec::new();
    for _ in 0..count + 2 {
        tab(page).await?;
        // Firefox goes to what scrolls, too, which needs no key of ours.
        if page.js("__scrolls()").await? == false && (visited.len() as i64) < count {
            visited.push(page.js("__at()").await?);
        }
    }
    same(part, visited, (0..count).map(Value::from).collect())?;
    let foreign = page.js(
        "__controls.map((one) => one.localName).filter((name) => !['a', 'button', 'input', 'summary'].includes(name))",
    );
    same("what is not native", foreign.await?, json!([]))
}

async fn a_02_tab_leaves_the_banner_both_ways(page: &Page) -> Result<()> {
    first_visit(page, &full(), &[("{{TOP}}", "<a id=\"before\" href=\"/other.html\">Before</a>")]).await?;
    let count = controls(page, "[part~=banner]").await?;
    for _ in 0..count {
        tab(page).await?;
    }
    same("the last", page.js("__at()").await?, json!(count - 1))?;
    same("forward", tab(page).await?, "before".to_owned())?;
    tab_back(page).await?;
    same("back in", page.js("__at()").await?, json!(count - 1))?;
    for _ in 1..count {
        tab_back(page).await?;
    }
    same("the first", page.js("__at()").await?, json!(0))?;
    tab_back(page).await?;
    same("backward", page.js("__at()").await?, json!(-1))
}

/// On its way round the focus goes through the browser's own controls, and never to the page behind.
async fn a_02_the_panel_keeps_the_focus_and_escape_leaves_it(page: &Page) -> Result<()> {
    open_by_keyboard(page).await?;
    let count = controls(page, "dialog").await?;
    for step in [tab_forward, tab_backward] {
        let mut inside = 0;
        for _ in 0..=count + 3 {
            let found = step(page).await?;
            let place = "__at() >= 0 ? 'inside' : document.activeElement?.matches('html, body, assent-widget') ?? true ? 'nowhere' : 'outside'";
            let place = page.js(place).await?;
            ensure!(place != "outside", "the focus went to {found}, behind the panel");
            inside += i64::from(place == "inside");
        }
        ensure!(inside >= count, "only {inside} times on one of {count} controls");
    }
    page.key(Key::Escape).await?;
    page.until(&format!("!__in('dialog[open]') && {BANNER_IS_SHOWN}")).await
}

fn tab_forward(page: &Page) -> futures_util::future::BoxFuture<'_, Result<String>> {
    Box::pin(tab(page))
}

fn tab_backward(page: &Page) -> futures_util::future::BoxFuture<'_, Result<String>> {
    Box::pin(tab_back(page))
}

async fn a_16_escape_changes_no_choice(page: &Page) -> Result<()> {
    first_visit(page, &full(), &[]).await?;
    tab_to(page, "accept").await?;
    page.key(Key::Escape).await?;
    page.settle().await?;
    same("after Escape", page.js("[assent.record(), localStorage.length]").await?, json!([null, 0]))?;
    ensure!(page.js(BANNER_IS_SHOWN).await? == true, "Escape took the question away");
    page.choose("reject").await?;
    let before = page.record().await?;
    page.click("#open-button").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.flip(&category("marketing")).await?;
    page.key(Key::Escape).await?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("the record", page.record().await?, before)
}
