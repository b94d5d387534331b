//! Global Privacy Control is the visitor's word against sale: it is honoured without a click, once, and said in the panel.
//! The tests give the browser its property themselves, since Chromium has none and Firefox has it behind a preference.

use crate::page::{Page, config, json_file, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL, PANEL_IS_OPEN, category};
use anyhow::{Result, ensure};
use serde_json::{Value, json};

promises![
    what_is_sold_is_denied_without_a_click_and_the_rest_is_asked,
    accept_does_not_undo_the_browsers_word,
    the_panel_says_that_the_request_is_honoured,
    it_goes_before_an_older_grant_and_cleans_up_after_it,
    a_later_opt_in_by_name_is_recorded_and_holds,
    what_is_sold_only_later_is_denied_too,
    where_nothing_is_sold_nothing_happens,
    anything_but_true_is_no_signal,
    do_not_track_counts_only_where_the_site_says_so,
];

fn signal(name: &str, value: &str) -> String {
    format!("Object.defineProperty(Navigator.prototype, '{name}', {{ get: () => {value}, configurable: true }});")
}

/// From the next page on, the browser opts out of sale.
async fn opt_out(page: &Page) -> Result<()> {
    page.before_every_page(&signal("globalPrivacyControl", "true")).await
}

/// A site that sells what its advertisements learn.
fn with_sale() -> Value {
    let mut config = config();
    config["categories"][2]["sale"] = json!(true);
    config["services"][3]["items"] =
        json!([{ "type": "cookie", "name": "ads_id", "days": 9, "purpose": "visitor-id" }]);
    config
}

const EMBED: &str = "<img data-assent-service=ads data-src='{{THIRD}}/pixel/ads.png' alt=''>";

async fn open(page: &Page, config: &Value) -> Result<()> {
    page.serve_config(config);
    page.visit_with("held.html", "", &[("{{AFTER}}", EMBED)]).await
}

/// Nothing of what is sold was asked of the third parties since they forgot.
async fn nothing_is_sold(page: &Page) -> Result<()> {
    page.settle().await?;
    let sold = page.arrived("/echo/marketing.js") + page.arrived("/pixel/ads.png");
    ensure!(sold == 0, "what is sold was asked for {sold} times");
    same("granted", page.js("assent.granted('marketing') || assent.granted('ads')").await?, json!(false))
}

/// The record answers for the sale alone, as the browser's word; what is required is in each record.
async fn says_only_gpc(page: &Page) -> Result<()> {
    let record = page.record().await?;
    same("method", &record["method"], &json!("gpc"))?;
    same("categories", &record["categories"], &json!({ "necessary": true, "marketing": false }))?;
    same("services", &record["services"], &json!({ "shop": true, "ads": false }))?;
    same("asked", record["asked"].as_object().map(serde_json::Map::len), Some(1))?;
    same("history", &record["history"], &json!([]))
}

async fn what_is_sold_is_denied_without_a_click_and_the_rest_is_asked(page: &Page) -> Result<()> {
    opt_out(page).await?;
    open(page, &with_sale()).await?;
    for visit in ["first", "second"] {
        page.until(BANNER_IS_SHOWN).await?;
        page.nothing_arrived().await?;
        says_only_gpc(page).await?;
        same(visit, page.js("document.documentElement.dataset.assentGranted").await?, json!("necessary"))?;
        page.reload().await?;
    }
    page.choose("reject").await?;
    let record = page.record().await?;
    same("method", &record["method"], &json!("reject-all"))?;
    same("what came before", &record["history"][0]["method"], &json!("gpc"))
}

async fn accept_does_not_undo_the_browsers_word(page: &Page) -> Result<()> {
    opt_out(page).await?;
    open(page, &with_sale()).await?;
    page.choose("accept").await?;
    for visit in ["after the choice", "on the next page"] {
        page.until("window.__ran?.length === 3").await?;
        nothing_is_sold(page).await?;
        let categories = json!({ "necessary": true, "analytics": true, "marketing": false });
        same(visit, &page.record().await?["categories"], &categories)?;
        page.reload().await?;
    }
    page.until(NOTHING_IS_SHOWN).await
}

/// The sentence in the panel that tells of the browser's request, if it is there.
const STATUS: &str = "__in('dialog [part=status]')?.textContent ?? null";

async fn the_panel_says_that_the_request_is_honoured(page: &Page) -> Result<()> {
    opt_out(page).await?;
    open(page, &with_sale()).await?;
    page.choose("reject").await?;
    page.open_panel().await?;
    let sentence = json_file("crates/catalogue/languages/en.json")?["panel.gpc"].clone();
    ensure!(sentence.is_string(), "there is no such sentence");
    same("with the signal", page.js(STATUS).await?, sentence)?;
    page.press(PANEL, "close").await?;
    open(page, &config()).await?;
    page.open_panel().await?;
    same("where nothing is sold", page.js(STATUS).await?, Value::Null)
}

async fn it_goes_before_an_older_grant_and_cleans_up_after_it(page: &Page) -> Result<()> {
    open(page, &with_sale()).await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    page.until_arrived("/pixel/ads.png").await?;
    let first = page.record().await?;
    page.js("document.cookie = 'ads_id=1; Path=/'").await?;
    opt_out(page).await?;
    page.collector.clear();
    page.reload().await?;
    page.until("window.__ran?.length === 3").await?;
    nothing_is_sold(page).await?;
    page.until("__seen.events.some(({ type }) => type === 'sweep')").await?;
    let swept = page.events("sweep").await?;
    same("deleted", &swept[0]["deleted"], &json!([{ "type": "cookie", "name": "ads_id" }]))?;
    same("cookies", page.js("document.cookie").await?, json!(""))?;
    let record = page.record().await?;
    same("method", &record["method"], &json!("gpc"))?;
    same("id", &record["id"], &first["id"])?;
    same("categories", &record["categories"], &json!({ "necessary": true, "analytics": true, "marketing": false }))?;
    same("services", &record["services"], &json!({ "shop": true, "counter": true, "heatmap": true, "ads": false }))?;
    // The visitor has agreed to nothing anew, so that the rest is asked again when it would have been.
    same("expires", &record["expires"], &first["expires"])?;
    let past = json!([{ "at": first["at"], "method": "accept-all", "categories": first["categories"], "services": first["services"] }]);
    same("history", &record["history"], &past)?;
    page.until(NOTHING_IS_SHOWN).await?;
    page.reload().await?;
    page.until("window.__ran?.length === 3").await?;
    same("the record on the next page", page.record().await?, record)
}

async fn a_later_opt_in_by_name_is_recorded_and_holds(page: &Page) -> Result<()> {
    opt_out(page).await?;
    open(page, &with_sale()).await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.flip(&category("marketing")).await?;
    page.save().await?;
    for visit in ["after the choice", "on the next page"] {
        page.until_arrived("/pixel/ads.png").await?;
        page.until("window.__ran?.includes('marketing')").await?;
        let record = page.record().await?;
        same(visit, &record["method"], &json!("custom"))?;
        same(visit, &record["history"][0]["method"], &json!("gpc"))?;
        same("choices remembered", record["history"].as_array().map(Vec::len), Some(1))?;
        page.collector.clear();
        page.reload().await?;
    }
    page.open_panel().await?;
    same("the status", page.js(STATUS).await?, Value::Null)
}

async fn where_nothing_is_sold_nothing_happens(page: &Page) -> Result<()> {
    opt_out(page).await?;
    open(page, &config()).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    same("the record", page.record().await?, Value::Null)?;
    page.choose("accept").await?;
    page.reload().await?;
    page.until("window.__ran?.length === 4").await?;
    same("method", &page.record().await?["method"], &json!("accept-all"))
}

async fn anything_but_true_is_no_signal(page: &Page) -> Result<()> {
    for value in ["undefined", "false", "null", "'1'", "1", "'true'"] {
        page.before_every_page(&signal("globalPrivacyControl", value)).await?;
        open(page, &with_sale()).await?;
        page.until(BANNER_IS_SHOWN).await?;
        page.settle().await?;
        same(value, page.record().await?, Value::Null)?;
    }
    Ok(())
}

async fn do_not_track_counts_only_where_the_site_says_so(page: &Page) -> Result<()> {
    page.before_every_page(&signal("doNotTrack", "'1'")).await?;
    page.before_every_page(&signal("globalPrivacyControl", "undefined")).await?;
    let mut config = with_sale();
    open(page, &config).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.settle().await?;
    same("where nothing is said of it", page.record().await?, Value::Null)?;
    config["signals"] = json!({ "doNotTrack": true });
    open(page, &config).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    says_only_gpc(page).await
}

/// Where silence grants, what the site begins to sell must not be granted by it.
async fn what_is_sold_only_later_is_denied_too(page: &Page) -> Result<()> {
    opt_out(page).await?;
    let mut config = with_sale();
    config["regions"] = json!({ "US": { "model": "opt-out" } });
    page.serve_config(&config);
    let tag = "data-config=\"/assent.json\" data-region=\"US\"";
    page.visit_with("held.html", "", &[("{{TAG}}", tag)]).await?;
    page.until("window.__ran?.length === 3").await?;
    config["categories"][1]["sale"] = json!(true);
    page.serve_config(&config);
    page.reload().await?;
    page.until("assent.record().categories.analytics === false").await?;
    page.settle().await?;
    for visit in ["on the next page", "once more"] {
        page.collector.clear();
        page.reload().await?;
        page.until("window.__end").await?;
        page.nothing_arrived().await?;
        let record = page.record().await?;
        same(visit, &record["method"], &json!("gpc"))?;
        same(visit, page.js("document.documentElement.dataset.assentGranted").await?, json!("necessary"))?;
    }
    Ok(())
}
