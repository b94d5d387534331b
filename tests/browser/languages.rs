//! The widget speaks the page's language, if the site has it.

use crate::page::{Page, same};
use crate::widget::{BANNER_IS_SHOWN, PANEL_IS_OPEN};
use anyhow::Result;
use serde_json::json;

promises![
    a_german_page_asks_in_german,
    the_tag_can_name_a_language,
    a_language_that_the_site_lacks_falls_back_to_its_first,
];

const TITLE: &str = "__in('#banner-title').textContent";

async fn a_german_page_asks_in_german(page: &Page) -> Result<()> {
    page.visit_with("held.html", "", &[("{{HTML}}", "lang=\"de\"")]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("title", page.js(TITLE).await?, json!("Ihre Privatsphäre, Ihre Entscheidung"))?;
    same("lang", page.js("document.querySelector('assent-widget').lang").await?, json!("de"))?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    same("panel", page.js("__in('#panel-title').textContent").await?, json!("Einstellungen zur Privatsphäre"))?;
    page.press(crate::widget::PANEL, "reject").await?;
    page.until("localStorage.assent").await?;
    same("language of the record", &page.record().await?["language"], &json!("de"))
}

async fn the_tag_can_name_a_language(page: &Page) -> Result<()> {
    page.visit_with("held.html", "", &[("{{TAG}}", "data-config=\"/assent.json\" data-lang=\"de-AT\"")]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("title", page.js(TITLE).await?, json!("Ihre Privatsphäre, Ihre Entscheidung"))
}

async fn a_language_that_the_site_lacks_falls_back_to_its_first(page: &Page) -> Result<()> {
    page.before_every_page("Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['pt-BR', 'fr'] })")
        .await?;
    page.visit_with("held.html", "", &[("{{HTML}}", "lang=\"fr\"")]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("title", page.js(TITLE).await?, json!("Your privacy, your choice"))
}
