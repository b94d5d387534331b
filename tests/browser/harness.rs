//! What the other promises rely on: that the browser, the site and the third parties are what the tests take them for.

use crate::page::{Page, same};
use anyhow::Result;
use serde_json::json;

promises![
    scripts_run_before_the_page_whatever_its_policy,
    subdomains_of_localhost_share_a_cookie,
    the_third_parties_serve_every_kind_of_file,
    what_hangs_is_heard_of_and_never_answered,
    tabs_share_a_storage_and_keep_a_history,
];

const PAGE: &str = "<!doctype html><html lang=\"en\"><head><title>Plain</title><script>window.__early = [typeof __seen, \
    window.__mine];</script></head><body><p id=\"plain\">Plain</p></body></html>";

async fn scripts_run_before_the_page_whatever_its_policy(page: &Page) -> Result<()> {
    page.site.put("/plain.html", "text/html; charset=utf-8", PAGE);
    page.before_every_page("window.__mine = 'mine'").await?;
    for visit in ["at first", "again"] {
        page.go("/plain.html").await?;
        same(visit, page.js("__early").await?, json!(["object", "mine"]))?;
    }
    page.go("/plain.html?csp=script-src%20'none'").await?;
    same("the page's own script", page.js("window.__early ?? null").await?, json!(null))?;
    page.until("__seen.blocked > 0").await?;
    same("blocked", page.js("[__seen.blocked, __mine]").await?, json!([1, "mine"]))?;
    let asked = page.site.requests().into_iter().filter(|path| path != "/favicon.ico").collect::<Vec<_>>();
    same("requests", asked, vec!["/plain.html".to_owned(); 3])
}

async fn subdomains_of_localhost_share_a_cookie(page: &Page) -> Result<()> {
    page.site.put("/plain.html", "text/html; charset=utf-8", PAGE);
    page.go_on("www.site.localhost", "/plain.html").await?;
    page.js("document.cookie = 'shared=1; Domain=site.localhost; Path=/'").await?;
    page.js("document.cookie = 'own=1; Path=/'").await?;
    same("on the first", page.js("document.cookie.split('; ').sort()").await?, json!(["own=1", "shared=1"]))?;
    page.go_on("forum.site.localhost", "/plain.html").await?;
    same("on the second", page.js("document.cookie").await?, json!("shared=1"))?;
    same("recorded", page.js("typeof __seen").await?, json!("object"))?;
    page.go("/plain.html").await?;
    same("elsewhere", page.js("document.cookie").await?, json!(""))
}

async fn the_third_parties_serve_every_kind_of_file(page: &Page) -> Result<()> {
    page.site.put("/plain.html", "text/html; charset=utf-8", PAGE);
    page.go("/plain.html").await?;
    let third = page.collector.origin();
    let load = format!(
        "(async () => {{ const add = (name, members) => new Promise((then, fail) => document.body.append( \
           Object.assign(document.createElement(name), members, {{ onload: then, onerror: () => fail(name) }}))); \
         await add('script', {{ type: 'module', src: '{third}/echo/module.mjs' }}); \
         await add('img', {{ src: '{third}/pixel/seen.png?id=7' }}); \
         await add('link', {{ rel: 'stylesheet', href: '{third}/style/sheet.css' }}); \
         await add('iframe', {{ src: '{third}/frame/inner.html' }}); \
         return [__ran, document.images[0].naturalWidth, \
           getComputedStyle(document.documentElement).getPropertyValue('--sheet').trim()]; }})()"
    );
    same("loaded", page.wait(&load).await?, json!([["module"], 1, "loaded"]))?;
    page.enter_frame("iframe").await?;
    let inner = page.js("[document.querySelector('#frame').textContent, typeof __seen]").await?;
    same("the frame", inner, json!(["inner", "object"]))?;
    page.leave_frame().await?;
    same("the page", page.js("!!document.querySelector('#plain')").await?, json!(true))?;
    same("modules", page.arrived("/echo/"), 1)?;
    let query = page.collector.hits().into_iter().find(|hit| hit.path == "/pixel/seen.png").map(|hit| hit.query);
    same("the query", query.as_deref(), Some("id=7"))
}

async fn what_hangs_is_heard_of_and_never_answered(page: &Page) -> Result<()> {
    page.site.put("/plain.html", "text/html; charset=utf-8", PAGE);
    page.go("/plain.html").await?;
    let third = page.collector.origin();
    page.js(&format!(
        "void (window.__answered = false, fetch('{third}/hang/a').finally(() => {{ __answered = true; }}))"
    ))
    .await?;
    page.until_arrived("/hang/a").await?;
    page.wait(&format!("fetch('{third}/quick').then(() => 0)")).await?;
    same("answered", page.js("__answered").await?, json!(false))
}

async fn tabs_share_a_storage_and_keep_a_history(page: &Page) -> Result<()> {
    page.site.put("/plain.html", "text/html; charset=utf-8", PAGE);
    page.site.put("/other.html", "text/html; charset=utf-8", &PAGE.replace("Plain", "Other"));
    page.go("/plain.html").await?;
    page.js("localStorage.setItem('kept', 'here')").await?;
    let first = page.open_tab("/other.html").await?;
    same(
        "in the second",
        page.js("[document.title, localStorage.kept, __early[0]]").await?,
        json!(["Other", "here", "object"]),
    )?;
    page.switch_to(&first).await?;
    same("in the first", page.js("document.title").await?, json!("Plain"))?;
    page.go("/other.html").await?;
    page.back().await?;
    same("back", page.js("document.title").await?, json!("Plain"))?;
    page.forward().await?;
    same("forward", page.js("document.title").await?, json!("Other"))
}
