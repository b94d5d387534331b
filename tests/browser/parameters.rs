//! A card with its parameters needs no tag in the page: the gate loads the vendor's script once it is granted.

use crate::page::{Page, config, same};
use crate::widget::{BANNER_IS_SHOWN, PANEL_IS_OPEN, service};
use anyhow::Result;
use serde_json::{Value, json};

promises![
    matomo_is_set_up_and_loaded_once_granted,
    a_loaded_service_is_not_loaded_again_with_a_new_plan,
    google_analytics_gets_its_commands_as_arguments,
    a_refused_service_with_a_script_is_not_loaded,
];

fn matomo() -> Value {
    let mut config = config();
    config["services"] = json!([
        { "use": "matomo", "with": { "url": "{{THIRD}}/matomo/", "siteId": "1" } },
        { "id": "heatmap", "title": "Heat map", "category": "analytics" },
        { "id": "counter", "title": "Counter", "category": "analytics" }
    ]);
    config
}

fn paths(page: &Page) -> Vec<String> {
    page.collector.hits().into_iter().map(|hit| hit.path).filter(|path| path.starts_with("/matomo")).collect()
}

async fn matomo_is_set_up_and_loaded_once_granted(page: &Page) -> Result<()> {
    page.serve_config(&matomo());
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    same("before the choice", page.js("window._paq").await?, json!([["requireConsent"]]))?;
    page.choose("accept").await?;
    let third = page.collector.origin();
    let steps = json!([
        ["requireConsent"],
        ["setConsentGiven"],
        ["setTrackerUrl", format!("{third}/matomo/matomo.php")],
        ["setSiteId", "1"],
        ["trackPageView"],
        ["enableLinkTracking"]
    ]);
    for visit in ["after the choice", "on the next page"] {
        let loaded = format!("performance.getEntriesByName('{third}/matomo/matomo.js')[0]?.responseEnd > 0");
        page.until(&loaded).await?;
        same(visit, page.js("window._paq").await?, steps.clone())?;
        same(visit, paths(page), vec!["/matomo/matomo.js".into()])?;
        page.collector.clear();
        page.reload().await?;
    }
    Ok(())
}

/// On a later page the widget makes the plan anew when the panel is opened.
async fn a_loaded_service_is_not_loaded_again_with_a_new_plan(page: &Page) -> Result<()> {
    page.serve_config(&matomo());
    page.visit("held.html").await?;
    page.choose("accept").await?;
    page.reload().await?;
    let loaded =
        format!("performance.getEntriesByName('{}/matomo/matomo.js')[0]?.responseEnd > 0", page.collector.origin());
    page.until(&loaded).await?;
    page.collector.clear();
    page.js("void assent.open()").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.settle().await?;
    same("steps", page.js("_paq.length").await?, json!(6))?;
    same("requests", paths(page), vec![])
}

async fn google_analytics_gets_its_commands_as_arguments(page: &Page) -> Result<()> {
    let mut config = config();
    let src = "{{THIRD}}/echo/gtag.js?id={id}";
    let steps = json!([
        { "push": "dataLayer", "arguments": ["js", "$now"] },
        { "push": "dataLayer", "arguments": ["config", "{id}"] }
    ]);
    config["services"] = json!([
        { "use": "google-analytics", "with": { "id": "G-TEST" }, "script": { "src": src, "steps": steps } },
        { "id": "heatmap", "title": "Heat map", "category": "analytics" },
        { "id": "counter", "title": "Counter", "category": "analytics" }
    ]);
    page.serve_config(&config);
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("before the choice", page.js("window.dataLayer ?? null").await?, Value::Null)?;
    page.choose("accept").await?;
    page.until("window.__ran?.includes('gtag')").await?;
    let kinds = page.js("dataLayer.map((command) => Object.prototype.toString.call(command))").await?;
    same("commands", kinds, json!(["[object Arguments]", "[object Arguments]"]))?;
    same("the time", page.js("Object.prototype.toString.call(dataLayer[0][1])").await?, json!("[object Date]"))?;
    same("the id", page.js("[...dataLayer[1]]").await?, json!(["config", "G-TEST"]))
}

async fn a_refused_service_with_a_script_is_not_loaded(page: &Page) -> Result<()> {
    page.serve_config(&matomo());
    page.visit("held.html").await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.unfold().await?;
    page.flip(&service("heatmap")).await?;
    page.save().await?;
    page.until("window.__ran?.includes('heatmap')").await?;
    page.settle().await?;
    same("requests", paths(page), vec![])?;
    // What is told to Matomo, in case the page has a tag of its own for it, but nothing that would track.
    same("steps", page.js("window._paq").await?, json!([["requireConsent"], ["requireConsent"]]))
}
