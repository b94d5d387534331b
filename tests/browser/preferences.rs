//! The panel: each category and service by itself, by mouse or by keyboard alone.

use crate::page::{Page, same, sorted};
use crate::widget::{BANNER, BANNER_IS_SHOWN, PANEL, PANEL_IS_OPEN, STATUS_IS_SHOWN, category, service};
use anyhow::{Result, bail, ensure};
use fantoccini::key::Key;
use serde_json::{Value, json};

promises![
    no_switch_is_on_beforehand,
    just_what_is_switched_on_is_honoured,
    what_needs_two_categories_waits_for_both,
    a_choice_can_be_made_by_keyboard_alone,
    escape_closes_and_changes_nothing,
    the_focus_stays_in_the_panel_while_it_is_open,
    saving_without_a_switch_refuses_everything,
    a_category_of_which_some_is_on_is_mixed,
    what_is_saved_is_told_and_the_focus_stays_somewhere,
    the_record_can_be_read,
];

/// How often Tab may be pressed before a test gives up.
const TABS: usize = 60;

async fn no_switch_is_on_beforehand(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    let off = json!({ "analytics": false, "counter": false, "heatmap": false, "marketing": false, "ads": false });
    same("switches", page.switches().await?, off)
}

async fn just_what_is_switched_on_is_honoured(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.unfold().await?;
    page.flip(&category("analytics")).await?;
    let all = json!({ "analytics": true, "counter": true, "heatmap": true, "marketing": false, "ads": false });
    same("a category takes its services along", page.switches().await?, all)?;
    page.flip(&service("heatmap")).await?;
    page.save().await?;
    for visit in ["after the choice", "on the next page"] {
        page.until("window.__ran?.length === 2").await?;
        page.settle().await?;
        same(visit, sorted(page.ran().await?), vec!["analytics".into(), "counter".into()])?;
        same(visit, page.js("document.documentElement.dataset.assentGranted").await?, json!("necessary analytics"))?;
        page.reload().await?;
    }
    let record = page.record().await?;
    same("method", &record["method"], &json!("custom"))?;
    same("categories", &record["categories"], &json!({ "necessary": true, "analytics": true, "marketing": false }))?;
    let services = json!({ "shop": true, "counter": true, "heatmap": false, "ads": false });
    same("services", &record["services"], &services)
}

async fn what_needs_two_categories_waits_for_both(page: &Page) -> Result<()> {
    let both = "<script type='text/plain' data-assent='analytics marketing' src='{{THIRD}}/echo/both.js'></script>";
    page.visit_with("held.html", "", &[("{{AFTER}}", both)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.open_panel().await?;
    page.flip(&category("marketing")).await?;
    page.save().await?;
    page.until("window.__ran?.includes('marketing')").await?;
    page.settle().await?;
    same("with one of them", page.ran().await?, vec!["marketing".into()])?;
    page.open_panel().await?;
    page.flip(&category("analytics")).await?;
    page.press(PANEL, "save").await?;
    page.until("window.__ran.includes('both')").await
}

/// Presses Tab until this has the focus.
async fn tab_to(page: &Page, wanted: &str) -> Result<()> {
    for _ in 0..TABS {
        page.key(Key::Tab).await?;
        if page.js("__focused()").await? == wanted {
            return Ok(());
        }
    }
    bail!("{wanted} cannot be reached with Tab")
}

async fn a_choice_can_be_made_by_keyboard_alone(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    tab_to(page, "open").await?;
    page.key(Key::Enter).await?;
    page.until(PANEL_IS_OPEN).await?;
    page.until("__focused() === 'panel-title'").await?;
    tab_to(page, "analytics").await?;
    page.key(' ').await?;
    page.until("__in('input[data-assent-category=analytics]').checked").await?;
    tab_to(page, "summary").await?;
    page.key(Key::Enter).await?;
    tab_to(page, "counter").await?;
    page.key(' ').await?;
    page.until("!__in('input[data-assent-service=counter]').checked").await?;
    tab_to(page, "save").await?;
    page.key(Key::Enter).await?;
    page.until("window.__ran?.length === 2").await?;
    same("ran", sorted(page.ran().await?), vec!["analytics".into(), "heatmap".into()])
}

async fn escape_closes_and_changes_nothing(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    tab_to(page, "open").await?;
    page.key(Key::Enter).await?;
    page.until(PANEL_IS_OPEN).await?;
    page.until("__focused() === 'panel-title'").await?;
    page.flip(&category("marketing")).await?;
    page.key(Key::Escape).await?;
    page.until("!__in('dialog[open]')").await?;
    page.until("__focused() === 'open'").await?;
    page.until(BANNER_IS_SHOWN).await?;
    same(
        "in the banner",
        page.js("__in('[part=banner]').contains(document.activeElement.shadowRoot.activeElement)").await?,
        Value::Bool(true),
    )?;
    page.nothing_arrived().await?;
    same("the record", page.record().await?, Value::Null)?;
    let kinds =
        [page.events("open").await?.len(), page.events("close").await?.len(), page.events("change").await?.len()];
    same("events of open, close and change", kinds, [1, 1, 0])?;
    page.press(BANNER, "open").await?;
    page.until(PANEL_IS_OPEN).await?;
    let marketing = page.switches().await?["marketing"].clone();
    same("what was not saved is forgotten", marketing, json!(false))
}

async fn the_focus_stays_in_the_panel_while_it_is_open(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.click("#open-button").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.until("__focused() === 'panel-title'").await?;
    let mut visited = Vec::new();
    for _ in 0..TABS {
        page.key(Key::Tab).await?;
        // The browser's own controls are on the way round; then no element of the page has the focus.
        let place = page.js(
            "document.activeElement === document.body || document.activeElement.localName === 'html' ? 'browser' \
             : __in('dialog').contains(document.activeElement.shadowRoot?.activeElement) ? 'panel' \
             : 'outside: ' + __focused()",
        );
        let place = place.await?;
        ensure!(place == "panel" || place == "browser", "Tab led out of the panel, to {place}");
        visited.push(page.js("__focused()").await?);
    }
    for control in ["close", "analytics", "marketing", "reject", "accept", "save"] {
        ensure!(visited.contains(&json!(control)), "Tab does not reach {control}: {visited:?}");
    }
    page.key(Key::Escape).await?;
    page.until("__focused() === 'open'").await?;
    same("the focus is back", page.js("document.activeElement.id").await?, json!("open-button"))
}

async fn saving_without_a_switch_refuses_everything(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.save().await?;
    page.nothing_arrived().await?;
    let categories = json!({ "necessary": true, "analytics": false, "marketing": false });
    same("categories", &page.record().await?["categories"], &categories)
}

async fn a_category_of_which_some_is_on_is_mixed(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.unfold().await?;
    page.flip(&service("heatmap")).await?;
    let mixed = "__in('input[data-assent-category=analytics]').indeterminate";
    page.until(mixed).await?;
    page.flip(&category("analytics")).await?;
    page.until(&format!("!{mixed} && __in('input[data-assent-service=counter]').checked")).await
}

async fn what_is_saved_is_told_and_the_focus_stays_somewhere(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.save().await?;
    page.until(STATUS_IS_SHOWN).await?;
    same("what is told", page.js("__in('[part~=notice] p').textContent").await?, json!("Your choice is saved."))?;
    page.until("__focused() === 'section'").await?;
    page.press("[part~=notice]", "dismiss").await?;
    page.until("!__in('[part~=notice]') && document.activeElement.localName === 'h1'").await?;
    page.click("#page-button").await?;
    same(
        "the heading is as it was",
        page.js("document.querySelector('h1').hasAttribute('tabindex')").await?,
        json!(false),
    )
}

async fn the_record_can_be_read(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("reject").await?;
    page.open_panel().await?;
    page.inside(".receipt summary").await?.click().await?;
    page.until("__in('.receipt pre').textContent.includes('reject-all')").await
}
