//! What an author got wrong in a page is told, by its name and with the cure, and releases nothing.

use crate::page::{Page, same};
use crate::widget::BANNER_IS_SHOWN;
use anyhow::{Result, ensure};

promises![
    a_tag_without_the_pages_nonce_releases_nothing,
    an_element_that_names_nothing_stays_held_and_is_told,
    a_script_that_is_named_but_not_held_is_told,
];

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
