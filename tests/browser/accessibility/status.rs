//! What happens without the focus going there is said in a region that was there before. Knows no look.

use super::{first_visit, full, tab_to};
use crate::page::{Page, json_file, plain, same};
use crate::widget::{NOTICE_IS_SHOWN, PANEL_IS_OPEN, STATUS_IS_SHOWN};
use anyhow::Result;
use fantoccini::key::Key;
use serde_json::json;

promises![
    a_12_the_offer_to_reload_is_said_in_a_region_that_was_there,
    a_12_that_a_choice_is_saved_is_said_in_a_region_that_was_there,
];

/// Keeps the regions of the widget, which must be there, in the accessibility tree and empty, before anything is to be said.
/// <https://www.w3.org/TR/WCAG22-TECHS/ARIA22>
const BEFORE: &str = "(window.__regions = [...document.querySelector('assent-widget').shadowRoot.querySelectorAll('[role=status]')]) \
    .map((one) => [one.checkVisibility(), one.textContent.trim()])";

const NOTICE_PART: &str = "[part~=notice]";

/// Whether one of these regions, still in the page, says this.
fn says(words: &str) -> String {
    format!(
        "__regions.some((one) => one.isConnected && one.checkVisibility() && one.textContent.includes({}))",
        json!(words)
    )
}

fn english(key: &str) -> Result<String> {
    Ok(plain(&json_file("crates/catalogue/languages/en.json")?[key]))
}

async fn a_12_the_offer_to_reload_is_said_in_a_region_that_was_there(page: &Page) -> Result<()> {
    first_visit(page, &full(), &[]).await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 1").await?;
    page.until(STATUS_IS_SHOWN).await?;
    page.press(NOTICE_PART, "dismiss").await?;
    page.until("!__in('[part~=notice]')").await?;
    same("before", page.js(BEFORE).await?, json!([[true, ""]]))?;
    page.click("#withdraw").await?;
    page.until(NOTICE_IS_SHOWN).await?;
    same("said", page.js(&says(&english("reload.text")?)).await?, json!(true))
}

async fn a_12_that_a_choice_is_saved_is_said_in_a_region_that_was_there(page: &Page) -> Result<()> {
    first_visit(page, &full(), &[]).await?;
    page.choose("reject").await?;
    page.click("#open-button").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.js(BEFORE).await?;
    tab_to(page, "save").await?;
    page.key(Key::Enter).await?;
    page.until(&says(&english("status.saved")?)).await
}
