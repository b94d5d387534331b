//! Real scripts of real vendors: nothing leaves the page before the choice, and hits arrive after it.

use crate::page::{Page, json_file, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN};
use anyhow::{Result, ensure};
use serde_json::json;

promises![vendors_hear_nothing_before_the_choice_and_everything_after, vendors_hear_nothing_after_a_refusal,];

const TOOLS: [&str; 3] = ["posthog", "mixpanel", "amplitude"];

async fn open(page: &Page) -> Result<()> {
    page.serve_config(&json_file("www/assent.json")?);
    page.go("/").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    let empty = json!({ "local": {}, "session": {}, "cookies": "", "databases": [] });
    same("stored", page.stored().await?, empty)
}

async fn until_each_was_told(page: &Page) -> Result<()> {
    let third = page.collector.origin();
    for tool in TOOLS {
        let told = format!(
            "performance.getEntriesByType('resource')\
             .some(({{ name, responseEnd }}) => name.startsWith('{third}/{tool}/') && responseEnd > 0)"
        );
        page.until(&told).await?;
        let hits = page.collector.hits();
        ensure!(hits.iter().any(|hit| hit.tool == tool && !hit.script), "nothing arrived for {tool}: {hits:?}");
    }
    Ok(())
}

async fn vendors_hear_nothing_before_the_choice_and_everything_after(page: &Page) -> Result<()> {
    open(page).await?;
    page.choose("accept").await?;
    until_each_was_told(page).await?;
    page.collector.clear();
    page.reload().await?;
    until_each_was_told(page).await?;
    page.until(NOTHING_IS_SHOWN).await
}

async fn vendors_hear_nothing_after_a_refusal(page: &Page) -> Result<()> {
    open(page).await?;
    page.choose("reject").await?;
    page.nothing_arrived().await?;
    page.reload().await?;
    page.nothing_arrived().await?;
    same("stored", page.js("Object.keys(localStorage).sort()").await?, json!(["assent", "assent.plan"]))?;
    same("cookies", page.js("document.cookie").await?, json!(""))
}
