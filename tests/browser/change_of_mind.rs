//! The choice can be seen and changed on every page, and the new one is obeyed.

use crate::page::{Page, same, sorted};
use crate::widget::{NOTHING_IS_SHOWN, PANEL, PANEL_IS_OPEN, category, service};
use anyhow::{Result, ensure};
use serde_json::json;

promises![
    a_footer_link_opens_the_panel_with_the_current_choice,
    an_address_with_the_hash_opens_the_panel,
    a_changed_choice_is_obeyed_and_the_old_one_remembered,
    withdrawal_is_one_click_and_is_recorded_as_such,
    what_is_granted_later_is_released_at_once,
    the_panel_can_be_closed_without_a_change,
];

async fn a_footer_link_opens_the_panel_with_the_current_choice(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    page.reload().await?;
    page.click("#footer-link").await?;
    page.until(PANEL_IS_OPEN).await?;
    let on = json!({ "analytics": true, "counter": true, "heatmap": true, "marketing": true, "ads": true });
    same("switches", page.switches().await?, on)?;
    same("the banner", page.js("!!__in('[part=banner]')").await?, json!(false))
}

async fn an_address_with_the_hash_opens_the_panel(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("reject").await?;
    page.go("/held.html?again#assent").await?;
    page.until(PANEL_IS_OPEN).await?;
    let off = json!({ "analytics": false, "counter": false, "heatmap": false, "marketing": false, "ads": false });
    same("switches", page.switches().await?, off)?;
    page.press(PANEL, "close").await?;
    page.until(NOTHING_IS_SHOWN).await
}

async fn a_changed_choice_is_obeyed_and_the_old_one_remembered(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    let first = page.record().await?;
    page.reload().await?;
    page.open_panel().await?;
    page.unfold().await?;
    page.flip(&category("marketing")).await?;
    page.flip(&service("counter")).await?;
    page.save().await?;
    let second = page.record().await?;
    same("id", &second["id"], &first["id"])?;
    same("method", &second["method"], &json!("custom"))?;
    let past = json!([{ "at": first["at"], "method": "accept-all", "categories": first["categories"], "services": first["services"] }]);
    same("history", &second["history"], &past)?;
    page.reload().await?;
    page.until("window.__ran?.length === 2").await?;
    page.settle().await?;
    same("ran", sorted(page.ran().await?), vec!["analytics".into(), "heatmap".into()])?;
    page.open_panel().await?;
    let mixed = json!({ "analytics": "mixed", "counter": false, "heatmap": true, "marketing": false, "ads": false });
    same("switches", page.switches().await?, mixed)?;
    page.press(PANEL, "reject").await?;
    page.until(NOTHING_IS_SHOWN).await?;
    let third = page.record().await?;
    same("id", &third["id"], &first["id"])?;
    same("choices remembered", third["history"].as_array().map(Vec::len), Some(2))?;
    page.collector.clear();
    page.reload().await?;
    page.nothing_arrived().await
}

async fn withdrawal_is_one_click_and_is_recorded_as_such(page: &Page) -> Result<()> {
    let button = "<button id='withdraw' data-assent-action='withdraw'>Withdraw</button>";
    page.visit_with("held.html", "", &[("{{AFTER}}", button)]).await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    page.click("#withdraw").await?;
    page.until("JSON.parse(localStorage.assent).method === 'withdrawal'").await?;
    page.collector.clear();
    page.reload().await?;
    page.nothing_arrived().await?;
    ensure!(page.record().await?["categories"]["analytics"] == false, "analytics is still granted");
    Ok(())
}

async fn what_is_granted_later_is_released_at_once(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("reject").await?;
    page.click("#footer-link").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.press(PANEL, "accept").await?;
    page.until("window.__ran?.length === 4").await?;
    page.until(NOTHING_IS_SHOWN).await
}

async fn the_panel_can_be_closed_without_a_change(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    let before = page.record().await?;
    page.open_panel().await?;
    page.flip(&category("marketing")).await?;
    page.press(PANEL, "close").await?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("the record", page.record().await?, before)
}
