//! What has run cannot be taken back: after a withdrawal the page is loaded again, offered to be, or left, as the site says.

use crate::page::{Page, config, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, NOTICE, NOTICE_IS_SHOWN, PANEL, category};
use anyhow::Result;
use serde_json::json;

promises![
    a_visitor_is_offered_to_load_the_page_again,
    the_offer_can_be_declined_and_takes_no_focus,
    nothing_is_offered_when_nothing_had_run,
    where_the_site_says_always_the_page_is_loaded_again,
    where_the_site_says_never_nothing_happens,
    a_withdrawal_of_what_did_not_run_offers_nothing,
    who_agrees_again_is_offered_nothing,
];

/// Tells the third parties of each time that the page is opened.
const TELLS: &str = "<script>void fetch('{{THIRD}}/opened', { mode: 'no-cors' })</script>\
    <p><button id='withdraw' data-assent-action='withdraw'>Withdraw</button></p>";

async fn open(page: &Page, reload: Option<&str>) -> Result<()> {
    let mut config = config();
    if let Some(reload) = reload {
        config["storage"] = json!({ "reload": reload });
    }
    page.serve_config(&config);
    page.visit_with("held.html", "", &[("{{AFTER}}", TELLS)]).await
}

async fn accept(page: &Page) -> Result<()> {
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    page.settle().await?;
    page.collector.clear();
    Ok(())
}

/// The page was opened once since the third parties forgot, and nothing else was asked of them.
async fn opened_again(page: &Page) -> Result<()> {
    page.until_arrived("/opened").await?;
    page.until("window.__end").await?;
    page.settle().await?;
    let paths: Vec<String> = page.collector.hits().into_iter().map(|hit| hit.path).collect();
    same("arrived", paths, vec!["/opened".to_owned()])?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("the offer", page.js(NOTICE_IS_SHOWN).await? == true, false)
}

/// The withdrawal has taken effect, and nothing is on screen, nor does the page go.
async fn nothing_follows(page: &Page) -> Result<()> {
    page.until("assent.record() && !assent.granted('marketing')").await?;
    page.until("__seen.events.some(({ type }) => type === 'change')").await?;
    page.nothing_arrived().await?;
    same("the offer", page.js(NOTICE_IS_SHOWN).await? == true, false)?;
    same("the mark", page.js("window.mark").await?, json!("still here"))
}

async fn a_visitor_is_offered_to_load_the_page_again(page: &Page) -> Result<()> {
    for reload in [None, Some("ask")] {
        open(page, reload).await?;
        accept(page).await?;
        page.click("#withdraw").await?;
        page.until(NOTICE_IS_SHOWN).await?;
        page.nothing_arrived().await?;
        page.press(NOTICE, "reload").await?;
        opened_again(page).await?;
        page.js("localStorage.clear()").await?;
    }
    Ok(())
}

async fn the_offer_can_be_declined_and_takes_no_focus(page: &Page) -> Result<()> {
    open(page, None).await?;
    accept(page).await?;
    page.js("window.mark = 'still here'").await?;
    page.click("#withdraw").await?;
    page.until(NOTICE_IS_SHOWN).await?;
    same("the focus", page.js("__focused()").await?, json!("withdraw"))?;
    page.press(NOTICE, "stay").await?;
    page.until(&format!("!({NOTICE_IS_SHOWN})")).await?;
    nothing_follows(page).await
}

async fn nothing_is_offered_when_nothing_had_run(page: &Page) -> Result<()> {
    for reload in [None, Some("always")] {
        open(page, reload).await?;
        page.until(BANNER_IS_SHOWN).await?;
        page.settle().await?;
        page.collector.clear();
        page.js("window.mark = 'still here'").await?;
        page.choose("reject").await?;
        nothing_follows(page).await?;
        page.js("localStorage.clear()").await?;
    }
    Ok(())
}

async fn where_the_site_says_always_the_page_is_loaded_again(page: &Page) -> Result<()> {
    open(page, Some("always")).await?;
    accept(page).await?;
    page.click("#withdraw").await?;
    opened_again(page).await?;
    same("method", &page.record().await?["method"], &json!("withdrawal"))
}

async fn where_the_site_says_never_nothing_happens(page: &Page) -> Result<()> {
    open(page, Some("never")).await?;
    accept(page).await?;
    page.js("(window.mark = 'still here', __seen.events = [])").await?;
    page.click("#withdraw").await?;
    nothing_follows(page).await
}

/// What was granted on this page but holds nothing here leaves nothing running.
async fn a_withdrawal_of_what_did_not_run_offers_nothing(page: &Page) -> Result<()> {
    page.serve_config(&config());
    page.visit("tags.html").await?;
    page.choose("accept").await?;
    page.js("(window.mark = 'still here', __seen.events = [])").await?;
    page.open_panel().await?;
    page.flip(&category("marketing")).await?;
    page.press(PANEL, "save").await?;
    nothing_follows(page).await
}

async fn who_agrees_again_is_offered_nothing(page: &Page) -> Result<()> {
    open(page, None).await?;
    accept(page).await?;
    page.click("#withdraw").await?;
    page.until(NOTICE_IS_SHOWN).await?;
    page.wait("assent.acceptAll().then(() => 0)").await?;
    page.until(&format!("!({NOTICE_IS_SHOWN})")).await?;
    page.open_panel().await?;
    page.press(PANEL, "close").await?;
    page.settle().await?;
    same("the offer", page.js(NOTICE_IS_SHOWN).await? == true, false)?;
    page.click("#withdraw").await?;
    page.until(NOTICE_IS_SHOWN).await
}
