//! A refusal is one click, is kept as durably as an agreement, and is obeyed.

use crate::page::{Page, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN};
use anyhow::{Result, ensure};
use serde_json::json;

promises![
    nothing_is_loaded_now_or_later,
    every_refusal_is_recorded_by_name,
    buttons_of_the_page_can_give_the_answer_as_well,
    what_is_held_until_a_refusal_runs_then,
];

async fn nothing_is_loaded_now_or_later(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("reject").await?;
    page.nothing_arrived().await?;
    page.site.clear();
    page.reload().await?;
    page.until("performance.getEntriesByName(location.origin + '/assent.json')[0]?.responseEnd > 0").await?;
    page.nothing_arrived().await?;
    page.until(NOTHING_IS_SHOWN).await?;
    let asked = page.site.requests();
    ensure!(!asked.iter().any(|path| path.contains("assent-widget")), "the widget was fetched: {asked:?}");
    same("ran", page.ran().await?, vec![])
}

async fn every_refusal_is_recorded_by_name(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("reject").await?;
    let record = page.record().await?;
    let categories = json!({ "necessary": true, "analytics": false, "marketing": false });
    same("categories", &record["categories"], &categories)?;
    let services = json!({ "shop": true, "counter": false, "heatmap": false, "ads": false });
    same("services", &record["services"], &services)?;
    let changes = page.events("change").await?;
    same("events of change", changes.len(), 1)?;
    same("method", &changes[0]["record"]["method"], &json!("reject-all"))?;
    same("granted", &changes[0]["granted"], &json!(["necessary"]))
}

async fn buttons_of_the_page_can_give_the_answer_as_well(page: &Page) -> Result<()> {
    let buttons = "<button id='no' data-assent-action='reject'><b>No</b></button>\
                   <button id='yes' data-assent-action='accept'>Yes</button>";
    page.visit_with("held.html", "", &[("{{TOP}}", buttons)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.click("#no b").await?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("method", &page.record().await?["method"], &json!("reject-all"))?;
    page.nothing_arrived().await?;
    page.click("#yes").await?;
    page.until("window.__ran?.length === 4").await
}

async fn what_is_held_until_a_refusal_runs_then(page: &Page) -> Result<()> {
    let held = "<script type='text/plain' data-assent='!analytics'>window.__refused = true</script>";
    page.visit_with("held.html", "", &[("{{AFTER}}", held)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.settle().await?;
    same("before a choice", page.js("window.__refused ?? null").await?, json!(null))?;
    page.choose("reject").await?;
    page.until("window.__refused").await
}
