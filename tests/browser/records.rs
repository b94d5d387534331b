//! When the question or the record changes, what is not surely agreed to is asked again, and meanwhile not granted.

use crate::page::{Page, config, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN};
use anyhow::{Result, ensure};
use serde_json::{Value, json};

promises![
    a_new_revision_asks_again,
    a_changed_service_asks_again_for_its_category_alone,
    a_new_category_asks_for_itself_alone,
    a_config_that_asks_nothing_any_more_ends_what_was_granted,
    a_cosmetic_change_does_not_ask_again_and_the_kept_plan_follows,
    a_corrupt_record_grants_nothing_and_is_asked_again,
    a_record_of_another_version_grants_nothing_and_is_asked_again,
    an_expired_record_grants_nothing_and_is_asked_again,
    a_corrupt_plan_is_made_anew,
];

/// Accepts everything, then changes the config and opens the next page.
async fn after_accepting(page: &Page, change: impl FnOnce(&mut Value)) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    let mut changed = config();
    change(&mut changed);
    page.serve_config(&changed);
    page.collector.clear();
    Ok(())
}

/// Opens pages until the changed config has been read and its plan is kept. The first page after a change still
/// obeys the plan that was agreed to.
async fn until_it_is_known(page: &Page) -> Result<()> {
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await
}

async fn a_new_revision_asks_again(page: &Page) -> Result<()> {
    after_accepting(page, |config| config["revision"] = json!(2)).await?;
    until_it_is_known(page).await?;
    page.collector.clear();
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    same("granted", page.js("document.documentElement.dataset.assentGranted").await?, json!("necessary"))?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    let record = page.record().await?;
    same("revision", &record["revision"], &json!(2))?;
    same("choices remembered", record["history"].as_array().map(Vec::len), Some(1))
}

async fn a_changed_service_asks_again_for_its_category_alone(page: &Page) -> Result<()> {
    let change = |config: &mut Value| config["services"][1]["items"][0]["name"] = json!("count_everything");
    after_accepting(page, change).await?;
    until_it_is_known(page).await?;
    page.collector.clear();
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.settle().await?;
    same("ran", page.ran().await?, vec!["marketing".into()])?;
    same("granted", page.js("document.documentElement.dataset.assentGranted").await?, json!("necessary marketing"))
}

async fn a_new_category_asks_for_itself_alone(page: &Page) -> Result<()> {
    let change = |config: &mut Value| {
        if let Some(categories) = config["categories"].as_array_mut() {
            categories.push(json!({ "id": "functional" }));
        }
    };
    after_accepting(page, change).await?;
    until_it_is_known(page).await?;
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.until("window.__ran?.length === 4").await?;
    let granted = page.js("document.documentElement.dataset.assentGranted").await?;
    same("granted", granted, json!("necessary analytics marketing"))
}

async fn a_config_that_asks_nothing_any_more_ends_what_was_granted(page: &Page) -> Result<()> {
    let nothing = json!({ "categories": [{ "id": "necessary", "required": true }] });
    after_accepting(page, |config| *config = nothing).await?;
    page.reload().await?;
    page.until("!assent.granted('analytics')").await?;
    page.settle().await?;
    page.collector.clear();
    page.reload().await?;
    page.nothing_arrived().await?;
    page.until(NOTHING_IS_SHOWN).await
}

async fn a_cosmetic_change_does_not_ask_again_and_the_kept_plan_follows(page: &Page) -> Result<()> {
    after_accepting(page, |config| config["services"][1]["title"] = json!("Another name for the counter")).await?;
    let kept = "JSON.parse(localStorage.getItem('assent.plan')).digest";
    let (record, digest) = (page.record().await?, page.js(kept).await?);
    page.reload().await?;
    page.until(&format!("{kept} !== {digest}")).await?;
    page.until("window.__ran?.length === 4").await?;
    page.settle().await?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("the record", page.record().await?, record)?;
    page.site.clear();
    page.reload().await?;
    page.until("performance.getEntriesByName(location.origin + '/assent.json')[0]?.responseEnd > 0").await?;
    page.settle().await?;
    let asked = page.site.requests();
    ensure!(!asked.iter().any(|path| path.contains("assent-widget")), "the new plan was not kept: {asked:?}");
    Ok(())
}

/// Spoils the record and opens the next page: nothing optional is granted, the visitor is asked, and the fault is told.
async fn a_record_that_grants_nothing(page: &Page, spoil: &str, code: &str) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    page.js(&format!("localStorage.setItem('assent', {spoil})")).await?;
    page.collector.clear();
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    page.one_fault(code, &["localStorage", "assent", "asked again"]).await?;
    same("ran", page.ran().await?, vec![])?;
    page.choose("reject").await?;
    page.reload().await?;
    page.settle().await?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("the console once there is a new choice", page.console().await?, vec![])
}

async fn a_corrupt_record_grants_nothing_and_is_asked_again(page: &Page) -> Result<()> {
    a_record_that_grants_nothing(page, "'{\"version\": 1, \"categories\": {\"analytics\": true'", "record-unreadable")
        .await
}

async fn a_record_of_another_version_grants_nothing_and_is_asked_again(page: &Page) -> Result<()> {
    let newer = "JSON.stringify({ ...JSON.parse(localStorage.assent), version: 2 })";
    a_record_that_grants_nothing(page, newer, "record-version").await
}

async fn an_expired_record_grants_nothing_and_is_asked_again(page: &Page) -> Result<()> {
    let old = "JSON.stringify({ ...JSON.parse(localStorage.assent), expires: '2020-01-01T00:00:00.000Z' })";
    a_record_that_grants_nothing(page, old, "record-expired").await
}

async fn a_corrupt_plan_is_made_anew(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    let kept = "JSON.parse(localStorage.getItem('assent.plan'))";
    let spoiled = [
        "'{'",
        "'null'",
        "'[1]'",
        &format!("JSON.stringify({{ ...{kept}, version: 2 }})"),
        &format!("JSON.stringify({{ ...{kept}, categories: undefined }})"),
        &format!("JSON.stringify({{ ...{kept}, services: 7 }})"),
    ];
    for spoiled in spoiled {
        page.js(&format!("localStorage.setItem('assent.plan', {spoiled})")).await?;
        page.reload().await?;
        page.until("window.__end").await?;
        page.until("window.__ran?.length === 4").await?;
        page.until(&format!("{kept}?.services.length === 4")).await?;
        same("errors", page.js("__seen.errors").await?, json!([]))?;
    }
    Ok(())
}
