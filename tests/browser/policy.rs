//! Under a site's content security policy the gate keeps working, and is no way round that policy.

use crate::page::{Page, same, sorted};
use crate::widget::BANNER_IS_SHOWN;
use anyhow::{Result, ensure};
use serde_json::json;

promises![a_nonce_policy_is_kept, the_widget_has_its_style_without_a_style_source,];

const NONCE: &str = "r4nd0m";

async fn a_nonce_policy_is_kept(page: &Page) -> Result<()> {
    let policy =
        format!("script-src 'nonce-{NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'");
    let foreign = "<script type=\"text/plain\" data-assent=\"analytics\" src=\"{{THIRD}}/echo/foreign.js\"></script>\
        <script type=\"text/plain\" data-assent=\"analytics\" nonce=\"other\" src=\"{{THIRD}}/echo/guessed.js\"></script>\
        <script type=\"text/plain\" data-assent=\"analytics\" nonce=\"{{NONCE}}\">(window.__ran ||= []).push('inline')</script>";
    page.visit_with("held.html", &policy, &[("{{AFTER}}", foreign), ("{{NONCE}}", NONCE)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 5").await?;
    page.settle().await?;
    let ran = page.ran().await?;
    same("scripts that ran", ran.len(), 5)?;
    ensure!(!ran.iter().any(|name| name == "foreign" || name == "guessed"), "a foreign script ran: {ran:?}");
    let console = sorted(page.console().await?);
    same("messages", console.len(), 2)?;
    for (message, script) in console.iter().zip(["foreign.js", "guessed.js"]) {
        ensure!(message.contains("[missing-nonce]") && message.contains(script), "{message}");
    }
    same(
        "the type of what stays held",
        page.js("document.querySelectorAll('script[type=\"text/plain\"]').length").await?,
        json!(2),
    )
}

async fn the_widget_has_its_style_without_a_style_source(page: &Page) -> Result<()> {
    for policy in ["style-src 'none'", "style-src 'self'"] {
        page.visit_with("held.html", policy, &[]).await?;
        page.until(BANNER_IS_SHOWN).await?;
        let position = page.js("getComputedStyle(__in('[part=banner]')).position").await?;
        same(policy, position, json!("fixed"))?;
        page.answer("open").await?;
        page.until(crate::widget::PANEL_IS_OPEN).await?;
        page.settle().await?;
        let blocked = page.client.execute("return __seen.blocked", vec![]).await?;
        // The page's own style attribute is blocked; the widget's elements must not add to that.
        same("blocked inside the widget", blocked, json!(1))?;
    }
    Ok(())
}
