//! A page asks for a choice by name, and gives the visitor a receipt: what is named takes effect, what is not is asked.

use crate::page::{Page, config, same, sorted};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN};
use anyhow::{Result, ensure};
use serde_json::{Value, json};

promises![
    one_service_runs_and_the_rest_is_still_asked,
    a_refusal_by_name_deletes_and_offers_to_reload,
    an_answer_that_is_none_records_nothing,
    an_objection_outlives_accept_and_reload,
    a_receipt_says_what_was_asked_and_chosen,
];

async fn one_service_runs_and_the_rest_is_still_asked(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.wait("assent.set({ counter: true })").await?;
    page.until("window.__ran?.includes('counter') && __ran.includes('analytics')").await?;
    page.settle().await?;
    same("ran", sorted(page.ran().await?), vec!["analytics".to_owned(), "counter".to_owned()])?;
    page.until(BANNER_IS_SHOWN).await?;
    let record = page.record().await?;
    same("how", &record["method"], &json!("api"))?;
    same(
        "asked",
        record["asked"].as_object().map(|asked| asked.keys().collect()),
        Some(vec![&"analytics".to_owned()]),
    )?;
    page.choose("reject").await?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("counter", page.js("assent.granted('counter')").await?, json!(false))
}

async fn a_refusal_by_name_deletes_and_offers_to_reload(page: &Page) -> Result<()> {
    let mut config = config();
    config["services"][1]["items"] = json!([{ "type": "localStorage", "name": "count_*", "purpose": "visitor-id" }]);
    page.serve_config(&config);
    page.visit("held.html").await?;
    page.choose("accept").await?;
    page.until("window.__ran?.includes('counter')").await?;
    page.js("localStorage.count_1 = 1").await?;
    page.wait("assent.set({ counter: false })").await?;
    page.until("localStorage.count_1 === undefined && __in('[data-assent-action=reload]')?.checkVisibility()").await?;
    let granted = page.js("['counter', 'analytics', 'heatmap', 'marketing'].map(assent.granted)").await?;
    same("granted", granted, json!([false, true, true, true]))
}

async fn an_answer_that_is_none_records_nothing(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.wait("assent.set({ counter: true, nobody: true })").await?;
    page.until("__seen.console.some((line) => line.includes('[unknown-answer]') && line.includes('nobody'))").await?;
    same("record", page.record().await?, Value::Null)?;
    page.nothing_arrived().await
}

/// The shop is required, and rests on a legitimate interest.
async fn an_objection_outlives_accept_and_reload(page: &Page) -> Result<()> {
    let mut config = config();
    config["services"][0]["basis"] = json!({ "storage": "requested", "processing": ["legitimate-interests"] });
    page.serve_config(&config);
    let held = "<script type=\"text/plain\" data-assent-service=\"shop\" src=\"{{THIRD}}/echo/shop.js\"></script>";
    page.visit_with("held.html", "", &[("{{AFTER}}", held)]).await?;
    page.until("window.__ran?.includes('shop')").await?;
    page.wait("assent.set({ shop: false })").await?;
    page.choose("accept").await?;
    page.until("window.__ran?.includes('marketing')").await?;
    page.reload().await?;
    page.until("window.__ran?.includes('marketing')").await?;
    page.settle().await?;
    ensure!(!page.ran().await?.contains(&"shop".to_owned()), "what was objected to ran again");
    same("shop", page.record().await?["services"]["shop"].clone(), json!(false))?;
    page.wait("assent.set({ shop: true })").await?;
    page.until("window.__ran?.includes('shop')").await
}

async fn a_receipt_says_what_was_asked_and_chosen(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("before a choice", page.wait("assent.receipt()").await?, Value::Null)?;
    page.choose("accept").await?;
    page.wait("assent.withdraw()").await?;
    let (receipt, record) = (page.wait("assent.receipt()").await?, page.record().await?);
    same(
        "the record in it",
        record.as_object().map(|all| all.iter().all(|(key, value)| receipt[key] == *value)),
        Some(true),
    )?;
    same("site", &receipt["site"], &page.js("location.origin").await?)?;
    for key in ["config", "texts"] {
        let digest = receipt[key].as_str().unwrap_or_default();
        ensure!(digest.len() == 16, "\"{key}\" should be a digest: {receipt}");
    }
    same("history", &receipt["history"][0]["method"], &json!("accept-all"))
}
