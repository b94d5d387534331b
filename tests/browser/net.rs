//! The second line: what a page forgot to hold is stopped, or only told, and a grant lets it through.

use crate::page::{Page, config, same, texts};
use crate::widget::BANNER_IS_SHOWN;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

promises![
    what_was_forgotten_asks_nobody_and_fails_like_a_lost_connection,
    what_was_stopped_is_released_by_a_grant_and_held_again_without_it,
    a_forgotten_script_of_the_page_does_not_run,
    a_written_script_neither_runs_nor_is_asked_for,
    what_the_gate_releases_is_left_alone,
    another_address_frees_only_what_it_replaces,
    to_report_is_to_stop_nothing_and_to_name_each_host_once,
    without_net_nothing_is_looked_at,
];

/// The third parties under a name of their own, since a service's host is a name without a port.
const TRACKER: &str = "tracker.localhost";

fn tracker(page: &Page) -> String {
    format!("http://{TRACKER}:{}", page.collector.addr.port())
}

/// A visitor who has refused, on the page that forgot something; the plan is kept, so that the net begins at once.
async fn refused(page: &Page, mode: Option<&str>, after: &str) -> Result<()> {
    let mut config = config();
    if let Some(mode) = mode {
        config["net"] = json!(mode);
    }
    config["services"][3]["hosts"] = json!([TRACKER]);
    page.serve_config(&config);
    page.visit_with("net.html", "", &[("{{TRACKER}}", &tracker(page))]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.choose("reject").await?;
    page.serve_page("net.html", &[("{{TRACKER}}", &tracker(page)), ("{{AFTER}}", after)])?;
    page.collector.clear();
    page.reload().await?;
    page.until("window.__end").await
}

async fn codes(page: &Page) -> Result<Vec<Value>> {
    Ok(page.events("error").await?.into_iter().map(|fault| json!([fault["code"], fault["path"]])).collect())
}

async fn what_was_forgotten_asks_nobody_and_fails_like_a_lost_connection(page: &Page) -> Result<()> {
    refused(page, Some("block"), "").await?;
    let found = page.wait("ask()").await?;
    let lost = json!({ "pixel": "error", "fetch": "TypeError", "request": "TypeError", "xhr": "error",
        "beacon": false, "events": 2, "socket": 1006 });
    same("what the page is told", &found, &lost)?;
    page.nothing_arrived().await?;
    same("faults", codes(page).await?, vec![json!(["net-stopped", "ads"])])?;
    same("errors", page.js("__seen.errors").await?, json!([]))
}

async fn what_was_stopped_is_released_by_a_grant_and_held_again_without_it(page: &Page) -> Result<()> {
    refused(page, Some("block"), "").await?;
    page.wait("ask()").await?;
    page.nothing_arrived().await?;
    page.wait("assent.acceptAll()").await?;
    page.until("window.__ran?.length === 3").await?;
    let mut ran = page.ran().await?;
    ran.sort_unstable();
    same("ran", ran, ["attribute", "namespace", "property"].map(str::to_owned).to_vec())?;
    page.until_arrived("/frame/inner.html").await?;
    page.until_arrived("/style/sheet.css").await?;
    for path in [
        "/media/film.wav",
        "/pixel/poster.png",
        "/media/sound.wav",
        "/media/reel.wav",
        "/frame/object.html",
        "/frame/embed.html",
    ] {
        page.until_arrived(path).await?;
    }
    let call = "fetch(`${document.querySelector('#frame').dataset.src}`).then(() => 'answered', (error) => error.name)";
    same("a call of the page", page.wait(call).await?, json!("answered"))?;
    page.wait("assent.withdraw()").await?;
    let elements = "'#frame, #picture, link[rel=stylesheet], #film, #sound, #reel, #object, #embed'";
    let held = format!(
        "[...document.querySelectorAll({elements})].flatMap((element) => ['src', 'srcset', 'href', 'poster', 'data'] \
         .map((name) => element.getAttribute(name))).filter((address) => address !== null)"
    );
    same("addresses after the withdrawal", page.js(&held).await?, json!([]))?;
    let kept = page.js(&format!("document.querySelectorAll({elements}).length")).await?;
    same("elements", kept, json!(8))?;
    page.settle().await?;
    page.collector.clear();
    same("a call after it", page.wait(call).await?, json!("TypeError"))?;
    page.nothing_arrived().await
}

async fn a_forgotten_script_of_the_page_does_not_run(page: &Page) -> Result<()> {
    let script = format!(
        "<script src=\"{0}/echo/plain.js\"></script><script defer src=\"{0}/echo/deferred.js\"></script>\
         <script async src=\"{0}/echo/async.js\"></script><script src=\"/own.js\"></script>",
        tracker(page)
    );
    page.site.put("/own.js", "text/javascript; charset=utf-8", "(window.__ran ??= []).push('own')");
    refused(page, Some("block"), &script).await?;
    page.settle().await?;
    // The browser may have asked for them ahead of the parser: that cannot be prevented, and docs/net.md says so.
    same("ran", page.ran().await?, vec!["own".to_owned()])?;
    page.wait("assent.acceptAll()").await?;
    page.until("window.__ran.length === 4").await?;
    page.settle().await?;
    let mut ran = page.ran().await?;
    ran.sort_unstable();
    same("ran after a grant", ran, ["async", "deferred", "own", "plain"].map(str::to_owned).to_vec())
}

async fn a_written_script_neither_runs_nor_is_asked_for(page: &Page) -> Result<()> {
    refused(page, Some("block"), "").await?;
    page.go("/net.html?written").await?;
    page.until("window.__end && document.querySelector('#written')").await?;
    page.nothing_arrived().await?;
    same("ran", page.ran().await?, vec![])?;
    page.wait("assent.acceptAll()").await?;
    page.until("window.__ran?.includes('written')").await
}

/// A host may be that of a refused service and of an element that the visitor has agreed to.
async fn what_the_gate_releases_is_left_alone(page: &Page) -> Result<()> {
    let at = tracker(page);
    let held = "type=\"text/plain\" data-assent=\"analytics\"";
    let tags = format!(
        "<script {held} src=\"{at}/echo/shared.js\"></script><script {held} src=\"{at}/echo/second.js\"></script>\
         <script {held}>(window.__ran ??= []).push('behind')</script>\
         <template data-assent=\"analytics\"><script data-src=\"{at}/echo/inside.js\"></script>\
         <img id=\"inside\" alt=\"\" data-src=\"{at}/pixel/inside.png\"></template>"
    );
    refused(page, Some("block"), &tags).await?;
    page.nothing_arrived().await?;
    page.open_panel().await?;
    page.flip(&crate::widget::category("analytics")).await?;
    page.save().await?;
    page.until("window.__ran?.includes('inside')").await?;
    same("ran", page.ran().await?, ["shared", "second", "behind", "inside"].map(str::to_owned).to_vec())?;
    page.until_arrived("/pixel/inside.png").await?;
    same("requests", page.arrived("/echo/"), 3)?;
    same("faults", codes(page).await?, vec![])
}

async fn another_address_frees_only_what_it_replaces(page: &Page) -> Result<()> {
    refused(page, Some("block"), "").await?;
    let make = format!(
        "document.body.append(Object.assign(document.createElement('video'), {{ id: 'film', src: '{0}/media/film.wav', poster: '/favicon.svg' }}), \
         Object.assign(new Image(), {{ id: 'other', src: '{0}/pixel/other.png' }}))",
        tracker(page)
    );
    page.js(&make).await?;
    page.js("void (document.getElementById('other').src = '/favicon.svg')").await?;
    let look = "['film', 'other'].map((id) => document.getElementById(id)).map(({ dataset, poster, src }) => \
        [dataset.assentService ?? null, !!dataset.src, !!(poster || src)])";
    same("held", page.js(look).await?, json!([["ads", true, true], [null, false, true]]))?;
    page.nothing_arrived().await
}

async fn to_report_is_to_stop_nothing_and_to_name_each_host_once(page: &Page) -> Result<()> {
    refused(page, Some("report"), "").await?;
    let found = page.wait("ask()").await?;
    let members = ["pixel", "fetch", "request", "xhr", "beacon"].map(|name| found[name].clone());
    same("what the page is told", json!(members), json!(["load", "answered", "answered", "load", true]))?;
    page.until("window.__ran?.length === 3").await?;
    same("faults", codes(page).await?, vec![json!(["net-seen", "ads"])])?;
    let console = page.console().await?;
    let named: Vec<_> = console.iter().filter(|line| line.contains(TRACKER) && line.contains("[net-seen]")).collect();
    ensure!(named.len() == 1, "the host should be named once: {console:?}");
    Ok(())
}

async fn without_net_nothing_is_looked_at(page: &Page) -> Result<()> {
    refused(page, None, "").await?;
    let native = "[fetch, XMLHttpRequest.prototype.open, WebSocket].map((one) => one.name)";
    same("names", page.js(native).await?, json!(["fetch", "open", "WebSocket"]))?;
    same("answered", page.wait("ask().then(({ fetch }) => fetch)").await?, json!("answered"))?;
    same("faults", codes(page).await?, vec![])?;
    same("told", texts(&page.js("__seen.console").await?)?, vec![])
}
