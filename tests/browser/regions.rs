//! Where the law lets things run until they are refused, and the site says that the visitor is there, they do; nowhere else.

use crate::page::{Page, config, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL, category};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

promises![
    each_region_has_its_own_model,
    a_choice_holds_for_as_long_as_the_region_says,
    a_refusal_holds_where_nobody_is_asked_first,
    the_panel_shows_what_runs_and_saves_it,
    a_record_that_cannot_be_read_is_not_the_same_as_none,
    an_answer_to_an_older_question_is_not_the_same_as_none,
    a_plan_for_one_region_is_not_used_in_another,
    the_browsers_opt_out_counts_where_nobody_is_asked_first,
];

fn with_regions() -> Value {
    let mut config = config();
    config["storage"] = json!({ "days": 90 });
    config["regions"] = json!({
        "US": { "model": "notice", "days": 30 }, "US-CA": { "model": "opt-out", "days": 60 }, "AT": { "days": 10 }
    });
    config
}

/// Opens the page as the server fills it for a visitor in this region.
async fn open(page: &Page, region: &str) -> Result<()> {
    let tag = format!("data-config=\"/assent.json\" data-region=\"{region}\"");
    page.visit_with("held.html", "", &[("{{TAG}}", &tag)]).await
}

async fn everything_runs(page: &Page) -> Result<()> {
    page.until("window.__ran?.length === 4").await
}

async fn each_region_has_its_own_model(page: &Page) -> Result<()> {
    page.serve_config(&with_regions());
    let regions = [
        ("US-CA", true, false),
        ("us-ca", true, false),
        ("US", true, true),
        ("US-NY", true, true),
        ("us-ny", true, true),
        ("AT", false, true),
        ("FR", false, true),
        ("FR-CA", false, true),
        ("USA", false, true),
        ("", false, true),
    ];
    for (region, runs, asks) in regions {
        page.collector.clear();
        open(page, region).await.context(region)?;
        if runs {
            everything_runs(page).await.context(region)?;
        }
        page.until("assent.granted('necessary')").await?;
        page.until(if asks { BANNER_IS_SHOWN } else { NOTHING_IS_SHOWN }).await.context(region)?;
        if !runs {
            page.nothing_arrived().await.context(region)?;
        }
        page.settle().await?;
        same(region, page.js(BANNER_IS_SHOWN).await? == true, asks)?;
        same(region, page.js("localStorage.length").await?, json!(0))?;
    }
    Ok(())
}

async fn a_choice_holds_for_as_long_as_the_region_says(page: &Page) -> Result<()> {
    page.serve_config(&with_regions());
    for (region, days) in [("US-CA", 60), ("US-NY", 30), ("AT", 10), ("FR", 90)] {
        open(page, region).await?;
        page.until("assent.granted('necessary')").await?;
        page.wait("assent.rejectAll()").await?;
        let found = page.js("(({ at, expires }) => (Date.parse(expires) - Date.parse(at)) / 864e5)(assent.record())");
        same(region, found.await?.as_f64(), Some(f64::from(days)))?;
        page.js("localStorage.clear()").await?;
    }
    Ok(())
}

async fn a_refusal_holds_where_nobody_is_asked_first(page: &Page) -> Result<()> {
    page.serve_config(&with_regions());
    for region in ["US-CA", "US-NY"] {
        open(page, region).await?;
        everything_runs(page).await?;
        page.open_panel().await?;
        page.press(PANEL, "reject").await?;
        page.until("localStorage.assent").await?;
        page.until(NOTHING_IS_SHOWN).await?;
        page.settle().await?;
        page.collector.clear();
        page.reload().await?;
        page.nothing_arrived().await.context(region)?;
        page.until(NOTHING_IS_SHOWN).await?;
        same("granted", page.js("document.documentElement.dataset.assentGranted").await?, json!("necessary"))?;
        page.js("localStorage.clear()").await?;
    }
    Ok(())
}

/// No switch is on beforehand where the visitor is asked; here they are on because it runs.
async fn the_panel_shows_what_runs_and_saves_it(page: &Page) -> Result<()> {
    page.serve_config(&with_regions());
    open(page, "US-CA").await?;
    everything_runs(page).await?;
    page.open_panel().await?;
    let on = json!({ "analytics": true, "counter": true, "heatmap": true, "marketing": true, "ads": true });
    same("switches", page.switches().await?, on)?;
    page.flip(&category("marketing")).await?;
    page.save().await?;
    let categories = json!({ "necessary": true, "analytics": true, "marketing": false });
    same("the record", &page.record().await?["categories"], &categories)?;
    page.collector.clear();
    page.reload().await?;
    page.until("window.__ran?.length === 3").await?;
    page.settle().await?;
    same("what is refused", page.arrived("/echo/marketing.js"), 0)
}

async fn a_record_that_cannot_be_read_is_not_the_same_as_none(page: &Page) -> Result<()> {
    page.serve_config(&with_regions());
    open(page, "US-CA").await?;
    everything_runs(page).await?;
    page.js("localStorage.setItem('assent', '{')").await?;
    page.collector.clear();
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await
}

/// A visitor who refused is not counted as one who was never asked once there is more to be asked.
async fn an_answer_to_an_older_question_is_not_the_same_as_none(page: &Page) -> Result<()> {
    let mut config = with_regions();
    page.serve_config(&config);
    open(page, "US-CA").await?;
    everything_runs(page).await?;
    page.wait("assent.rejectAll().then(() => 0)").await?;
    page.settle().await?;
    config["services"][1]["purpose"] = json!("advertising");
    page.serve_config(&config);
    page.collector.clear();
    for visit in ["when it is found out", "on the next page"] {
        page.reload().await?;
        page.until(BANNER_IS_SHOWN).await.context(visit)?;
        page.nothing_arrived().await.context(visit)?;
    }
    Ok(())
}

/// A visitor who answered nothing but the browser's opt-out comes from where things run until they are refused.
async fn a_plan_for_one_region_is_not_used_in_another(page: &Page) -> Result<()> {
    opt_out_of_sale(page).await?;
    open(page, "US-CA").await?;
    page.until("localStorage.getItem('assent.plan')").await?;
    page.until("window.__ran?.length === 3").await?;
    same("the region", page.js("JSON.parse(localStorage['assent.plan']).region").await?, json!("US-CA"))?;
    page.collector.clear();
    for region in ["FR", "", "US-CA"] {
        open(page, region).await?;
        if region == "US-CA" {
            page.until("window.__ran?.length === 3").await?;
            continue;
        }
        page.until(BANNER_IS_SHOWN).await?;
        page.nothing_arrived().await.context(region)?;
        let kept = page.js("JSON.parse(localStorage['assent.plan'])").await?;
        same("the kept plan", kept.get("model").cloned(), None)?;
    }
    page.settle().await?;
    same("the banner", page.js(BANNER_IS_SHOWN).await? == true, false)
}

async fn opt_out_of_sale(page: &Page) -> Result<()> {
    let signal =
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true });";
    page.before_every_page(signal).await?;
    let mut config = with_regions();
    config["categories"][2]["sale"] = json!(true);
    page.serve_config(&config);
    Ok(())
}

async fn the_browsers_opt_out_counts_where_nobody_is_asked_first(page: &Page) -> Result<()> {
    opt_out_of_sale(page).await?;
    for (region, asks) in [("US-CA", false), ("US-NY", true)] {
        open(page, region).await?;
        for visit in ["first", "second"] {
            page.until("window.__ran?.length === 3").await.context(visit)?;
            page.settle().await?;
            same("what is sold", page.arrived("/echo/marketing.js"), 0)?;
            let record = page.record().await?;
            same("method", &record["method"], &json!("gpc"))?;
            same("categories", &record["categories"], &json!({ "necessary": true, "marketing": false }))?;
            if asks {
                page.until(BANNER_IS_SHOWN).await.context(visit)?;
            }
            ensure!(
                (page.js(BANNER_IS_SHOWN).await? == true) == asks,
                "{visit} visit in {region}: is the banner shown?"
            );
            page.reload().await?;
        }
        page.js("localStorage.clear()").await?;
    }
    Ok(())
}
