//! Real scripts of real vendors: nothing leaves the page before the choice, and hits arrive after it.

use crate::page::{Page, config, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN};
use anyhow::{Result, ensure};
use serde_json::{Value, json};

promises![
    vendors_hear_nothing_before_the_choice_and_everything_after,
    vendors_hear_nothing_after_a_refusal,
];

const TOOLS: [&str; 3] = ["posthog", "mixpanel", "amplitude"];

async fn open(page: &Page) -> Result<()> {
    let service = |id: &str| json!({ "id": id, "title": id, "category": "analytics" });
    let mut config = config();
    config["services"] = Value::Array(TOOLS.map(service).to_vec());
    page.serve_config(&config);
    page.visit("vendors.html").await?;
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
    let stored = page.stored().await?;
    let ours: Vec<&String> = stored["local"].as_object().into_iter().flat_map(|local| local.keys()).collect();
    same("stored", ours, vec!["assent", "assent.plan"].into_iter().map(str::to_owned).collect::<Vec<_>>().iter().collect())?;
    same("cookies", &stored["cookies"], &json!(""))
}
