//! What an author got wrong in a page is told, by its name and with the cure, and releases nothing.

use crate::page::{Page, same};
use crate::widget::BANNER_IS_SHOWN;
use anyhow::{Result, ensure};
use serde_json::json;

promises![
    a_config_without_the_pages_nonce_is_not_read,
    a_tag_without_the_pages_nonce_releases_nothing,
    an_element_that_names_nothing_stays_held_and_is_told,
    a_script_that_is_named_but_not_held_is_told,
];

/// Markup that somebody has put into the page could otherwise name a script, and have it loaded with the page's nonce.
async fn a_config_without_the_pages_nonce_is_not_read(page: &Page) -> Result<()> {
    let policy = "script-src 'nonce-n' 'strict-dynamic' 'wasm-unsafe-eval'";
    let foreign = json!({
        "categories": [{ "id": "necessary", "required": true }],
        "services": [{ "id": "x", "title": "X", "category": "necessary", "script": { "src": "{{THIRD}}/echo/foreign.js" } }]
    });
    let before =
        |nonce: &str| format!("<script type=\"application/json\" data-assent-config {nonce}>{foreign}</script>");
    let marks =
        |config: &str| vec![("{{BEFORE}}".to_owned(), config.to_owned()), ("{{NONCE}}".to_owned(), "n".to_owned())];
    for nonce in ["", "nonce=\"guessed\""] {
        let marks = marks(&before(nonce));
        let marks: Vec<(&str, &str)> = marks.iter().map(|(mark, text)| (mark.as_str(), text.as_str())).collect();
        page.visit_with("held.html", policy, &marks).await?;
        // The site's own config is read in its place.
        page.until(BANNER_IS_SHOWN).await?;
        page.nothing_arrived().await?;
    }
    let marks = marks(&before("nonce=\"n\""));
    let marks: Vec<(&str, &str)> = marks.iter().map(|(mark, text)| (mark.as_str(), text.as_str())).collect();
    page.visit_with("held.html", policy, &marks).await?;
    page.until_arrived("/echo/foreign.js").await
}

/// A trusted loader may add our tag without a nonce; then we could not tell which elements are the site's own.
async fn a_tag_without_the_pages_nonce_releases_nothing(page: &Page) -> Result<()> {
    let policy = "script-src 'nonce-n' 'strict-dynamic' 'wasm-unsafe-eval'";
    let html = "<!doctype html><html lang=\"en\"><head><title>Loader</title><script nonce=\"n\">\
        document.head.append(Object.assign(document.createElement('script'), { src: '/assent/assent.js', async: false, id: 'tag' })); \
        document.getElementById('tag').dataset.config = '/assent.json';</script></head><body>\
        <script type=\"text/plain\" data-assent=\"analytics\">(window.__ran ||= []).push('foreign')</script>\
        <script nonce=\"n\" type=\"text/plain\" data-assent=\"analytics\">(window.__ran ||= []).push('own')</script></body></html>";
    page.site.put("/loader.html", "text/html; charset=utf-8", html);
    let query: String = url::form_urlencoded::byte_serialize(policy.as_bytes()).collect();
    page.go(&format!("/loader.html?csp={query}")).await?;
    page.choose("accept").await?;
    page.until("document.querySelectorAll('[data-assent-problem=missing-nonce]').length === 2").await?;
    page.settle().await?;
    same("ran", page.ran().await?, vec![])?;
    let console = page.console().await?;
    ensure!(
        console.iter().all(|line| line.contains("[missing-nonce]") && line.contains("tag of assent.js")),
        "{console:?}"
    );
    Ok(())
}

async fn an_element_that_names_nothing_stays_held_and_is_told(page: &Page) -> Result<()> {
    let tags = "<script type=\"text/plain\" data-assent=\"\">__ran.push('empty')</script>\
        <script type=\"text/plain\" data-assent=\" \" src=\"{{THIRD}}/echo/blank.js\"></script>";
    page.visit_with("queues.html", "", &[("{{AFTER}}", tags)]).await?;
    page.choose("accept").await?;
    page.until("document.querySelectorAll('[data-assent-problem=empty-name]').length === 2").await?;
    page.settle().await?;
    same("ran", page.ran().await?, vec![])?;
    let console = page.console().await?;
    ensure!(console.len() == 2 && console.iter().all(|line| line.contains("[empty-name]")), "{console:?}");
    Ok(())
}

async fn a_script_that_is_named_but_not_held_is_told(page: &Page) -> Result<()> {
    let tags = "<script data-assent=\"analytics\">__ran.push('free')</script>\
        <script type=\"module\" data-assent-service=\"counter\">__ran.push('free module')</script>";
    page.visit_with("queues.html", "", &[("{{AFTER}}", tags)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.until("document.querySelectorAll('[data-assent-problem=not-held]').length === 2").await?;
    let console = page.console().await?;
    ensure!(
        !console.is_empty() && console.iter().all(|line| line.contains("[not-held]") && line.contains("text/plain")),
        "{console:?}"
    );
    Ok(())
}
