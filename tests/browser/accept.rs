//! Once agreed to, every held script runs once and in order; on later pages without asking, and without the widget.

use crate::page::{Page, same, sorted};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN};
use anyhow::{Result, ensure};
use serde_json::json;

promises![
    every_held_script_runs_once_and_in_document_order,
    what_is_bound_to_a_category_or_a_service_is_released,
    the_next_page_releases_without_asking_and_without_the_widget,
    a_script_that_is_added_later_is_held_and_released_as_well,
    what_waits_for_its_turn_does_not_run_after_a_withdrawal,
    what_waits_to_be_painted_is_not_even_asked_for_after_a_withdrawal,
    the_record_says_what_was_agreed_to,
];

async fn every_held_script_runs_once_and_in_document_order(page: &Page) -> Result<()> {
    page.visit("order.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    for visit in ["after the choice", "on the next page"] {
        if visit == "after the choice" {
            page.choose("accept").await?;
        } else {
            page.reload().await?;
        }
        page.until("window.__ran.includes('last') && window.__ran.includes('async') && window.__ran.length >= 9")
            .await?;
        page.settle().await?;
        let ran = page.ran().await?;
        let (loose, ordered): (Vec<_>, Vec<_>) =
            ran.into_iter().partition(|name| name == "async" || name.starts_with("module"));
        let wanted =
            ["slow", "inline after slow", "slower", "quick", "inline after quick", "inline after missing", "last"];
        same(visit, ordered, wanted.map(str::to_owned).to_vec())?;
        same(visit, sorted(loose), vec!["async".into(), "module: true".into()])?;
        same("errors", page.js("__seen.errors").await?, json!([]))?;
    }
    Ok(())
}

async fn what_waits_for_its_turn_does_not_run_after_a_withdrawal(page: &Page) -> Result<()> {
    page.visit("order.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.js("assent.on('release', ({ element }) => element.src.includes('/slow.js') && assent.withdraw())").await?;
    page.choose("accept").await?;
    page.until("window.__ran?.includes('slow')").await?;
    page.settle().await?;
    same("ran", page.ran().await?, vec!["slow".into()])
}

async fn what_waits_to_be_painted_is_not_even_asked_for_after_a_withdrawal(page: &Page) -> Result<()> {
    page.visit("order.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.wait("assent.acceptAll().then(() => assent.withdraw())").await?;
    page.settle().await?;
    same("ran", page.ran().await?, vec![])?;
    page.nothing_arrived().await
}

async fn what_is_bound_to_a_category_or_a_service_is_released(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    same(
        "ran",
        sorted(page.ran().await?),
        ["analytics", "counter", "heatmap", "marketing"].map(str::to_owned).to_vec(),
    )?;
    let released = page.events("release").await?.len();
    same("events of release", released, 4)
}

async fn the_next_page_releases_without_asking_and_without_the_widget(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    page.site.clear();
    page.reload().await?;
    page.until("window.__ran?.length === 4").await?;
    page.until("performance.getEntriesByName(location.origin + '/assent.json')[0]?.responseEnd > 0").await?;
    page.settle().await?;
    page.until(NOTHING_IS_SHOWN).await?;
    let asked = page.site.requests();
    ensure!(!asked.iter().any(|path| path.contains("assent-widget")), "the widget was fetched: {asked:?}");
    same("widgets in the page", page.js("document.querySelectorAll('assent-widget').length").await?, json!(0))?;
    same("the console", page.console().await?, vec![])
}

async fn a_script_that_is_added_later_is_held_and_released_as_well(page: &Page) -> Result<()> {
    let add = |name: &str| {
        format!(
            "document.body.append(Object.assign(document.createElement('script'), \
             {{ type: 'text/plain', src: '{}/echo/{name}.js' }})), \
             document.body.lastElementChild.dataset.assent = 'marketing'",
            page.collector.origin()
        )
    };
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.js(&add("before")).await?;
    page.nothing_arrived().await?;
    page.choose("accept").await?;
    page.until("window.__ran?.includes('before')").await?;
    page.js(&add("after")).await?;
    page.until("window.__ran?.includes('after')").await
}

async fn the_record_says_what_was_agreed_to(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    let record = page.record().await?;
    same("version and revision", json!([record["version"], record["revision"]]), json!([1, 1]))?;
    same("method and language", json!([record["method"], record["language"]]), json!(["accept-all", "en"]))?;
    let categories = json!({ "necessary": true, "analytics": true, "marketing": true });
    same("categories", &record["categories"], &categories)?;
    let services = json!({ "shop": true, "counter": true, "heatmap": true, "ads": true });
    same("services", &record["services"], &services)?;
    let days =
        page.js("(({ at, expires }) => (new Date(expires) - new Date(at)) / 864e5)(window.assent.record())").await?;
    same("days", days, json!(180))?;
    let stored = page.js("Object.keys(localStorage).sort()").await?;
    same("stored", stored, json!(["assent", "assent.plan"]))
}
