//! An application written with Yew follows the visitor's choice: nothing it holds is there before, and what it held goes
//! after a withdrawal. It is `examples/yew`, as `cargo xtask example` has built it.

use crate::page::{Page, json_file, same};
use crate::widget::{BANNER, BANNER_IS_SHOWN, PANEL_IS_OPEN, STATUS_IS_SHOWN};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::paths;

promises![
    a_yew_application_loads_nothing_before_a_choice,
    a_yew_application_is_drawn_again_with_each_choice,
    a_yew_application_asks_for_one_service_alone,
    a_yew_application_follows_a_plan_that_is_made_anew,
    a_yew_application_leaves_a_tag_in_its_page_alone,
    a_component_that_goes_leaves_no_observer_behind,
    a_yew_application_goes_on_without_the_kit,
    a_yew_application_obeys_a_nonce_policy,
    a_yew_application_hands_on_language_and_region;
    chromium:
    // Firefox ESR knows no Trusted Types.
    a_yew_application_tells_that_its_tag_was_refused,
];

const FILM: &str = "https://www.youtube-nocookie.com/embed/jNQXAC9IVRw";
const TAG: &str = "<script src=\"/assent/assent.js\" data-config=\"/assent.json\"></script>";

/// The policy that leaves the application itself alone.
const BY_NONCE: &str = "script-src 'nonce-r4nd0m' 'strict-dynamic' 'wasm-unsafe-eval'";

const IS_DRAWN: &str = "!!document.querySelector('#film')";

/// What the application shows: whether there is a chart, and whether there is the film.
const SHOWN: &str = "['#visits svg', '#film iframe'].map((one) => !!document.querySelector(one))";

impl Page {
    /// Opens the application with its film at the third parties, and with these changes of its page.
    async fn open_yew(&self, query: &str, changes: &[(&str, &str)]) -> Result<()> {
        let file = paths::example().join("index.html");
        let html = std::fs::read_to_string(file).context("run `cargo xtask example` first")?;
        let html = changes.iter().try_fold(html.replace(FILM, "{{THIRD}}/frame/film.html"), |html, (old, new)| {
            ensure!(html.contains(old), "the application's page has no {old}");
            Ok(html.replace(old, new))
        })?;
        self.site.put("/yew/index.html", "text/html; charset=utf-8", &html);
        self.go(&format!("/yew/index.html{query}")).await?;
        self.until(IS_DRAWN).await
    }

    async fn shown(&self) -> Result<Value> {
        self.js(SHOWN).await
    }

    async fn until_shown(&self, chart: bool, film: bool) -> Result<()> {
        self.until(&format!("String({SHOWN}) === '{chart},{film}'")).await
    }
}

async fn a_yew_application_loads_nothing_before_a_choice(page: &Page) -> Result<()> {
    page.open_yew("", &[]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("shown", page.shown().await?, json!([false, false]))?;
    page.nothing_arrived().await?;
    same("stored", page.js("localStorage.length").await?, json!(0))?;
    same("the console", page.console().await?, vec![])?;
    page.choose("reject").await?;
    same("after a refusal", page.shown().await?, json!([false, false]))?;
    page.nothing_arrived().await
}

async fn a_yew_application_is_drawn_again_with_each_choice(page: &Page) -> Result<()> {
    page.open_yew("", &[]).await?;
    page.choose("accept").await?;
    page.until_shown(true, true).await?;
    page.until_arrived("/frame/film.html").await?;
    same("counted", page.js("JSON.parse(localStorage.visits).reduce((a, b) => a + b)").await?, json!(1))?;
    page.reload().await?;
    page.until_shown(true, true).await?;
    page.until("JSON.parse(localStorage.visits).reduce((a, b) => a + b) === 2").await?;
    page.until("frames.length === 1").await?;
    page.settle().await?;
    page.click("#recorded").await?;
    let recorded = |method: &str| format!("document.querySelector('#choice dl')?.textContent.includes('{method}')");
    page.until(&recorded("accept-all")).await?;
    page.collector.clear();
    page.click("#withdraw").await?;
    page.until(&recorded("withdrawal")).await?;
    page.until_shown(false, false).await?;
    page.until("!('visits' in localStorage)").await?;
    page.nothing_arrived().await?;
    same("errors", page.js("__seen.errors").await?, json!([]))?;
    same("the console", page.console().await?, vec![])
}

async fn a_yew_application_asks_for_one_service_alone(page: &Page) -> Result<()> {
    page.open_yew("", &[]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.click("#play").await?;
    page.until_shown(false, true).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("recorded", page.record().await?["services"].clone(), json!({ "assent": true, "youtube": true }))?;
    page.press(BANNER, "reject").await?;
    page.until_shown(false, false).await
}

/// What was granted for something else is taken back without a choice, and without an event.
async fn a_yew_application_follows_a_plan_that_is_made_anew(page: &Page) -> Result<()> {
    let mut config = json_file("examples/yew/assent.json")?;
    page.serve_config(&config);
    let tag = [("<link rel=\"icon\"", format!("{TAG}<link rel=\"icon\""))];
    let tag = tag.each_ref().map(|(old, new)| (*old, new.as_str()));
    page.open_yew("", &tag).await?;
    page.choose("accept").await?;
    page.until_shown(true, true).await?;
    // The gate's look at the config waits until the application has been drawn with the plan that was kept.
    page.before_every_page(
        "{ const idle = window.requestIdleCallback; \
           window.requestIdleCallback = (fn) => window.__check ? idle(fn) : ((window.__check = fn), 0); }",
    )
    .await?;
    config["services"][2] = json!({ "use": "vimeo", "category": "marketing" });
    page.serve_config(&config);
    page.open_yew("", &tag).await?;
    page.until_shown(true, true).await?;
    page.js("void __check()").await?;
    page.until_shown(true, false).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("events of a choice", page.events("change").await?.len(), 0)
}

async fn a_yew_application_leaves_a_tag_in_its_page_alone(page: &Page) -> Result<()> {
    page.serve_config(&json_file("examples/yew/assent.json")?);
    page.open_yew("", &[("<link rel=\"icon\"", &format!("{TAG}<link rel=\"icon\""))]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.settle().await?;
    let tags = "[...document.querySelectorAll('script')].filter(({ src }) => src.endsWith('/assent.js')).length";
    same("tags", page.js(tags).await?, json!(1))?;
    same("configs", page.js("document.querySelectorAll('[data-assent-config]').length").await?, json!(0))?;
    page.choose("accept").await?;
    page.until_shown(true, true).await?;
    same("the console", page.console().await?, vec![])
}

async fn a_component_that_goes_leaves_no_observer_behind(page: &Page) -> Result<()> {
    page.before_every_page(
        "{ const { observe, disconnect } = MutationObserver.prototype, all = window.__observers = new Set(); \
         MutationObserver.prototype.observe = function (node, options) { \
           if (options.attributeFilter?.includes('data-assent-granted')) all.add(this); \
           return observe.call(this, node, options); }; \
         MutationObserver.prototype.disconnect = function () { all.delete(this); return disconnect.call(this); }; }",
    )
    .await?;
    page.open_yew("", &[]).await?;
    page.choose("reject").await?;
    // It would lie over the button.
    page.until(STATUS_IS_SHOWN).await?;
    page.press("[part~=notice]", "dismiss").await?;
    page.until("__observers.size > 0").await?;
    page.settle().await?;
    let before = page.js("__observers.size").await?;
    let is_open = |open: bool| format!("document.querySelector('#recorded').ariaExpanded === '{open}'");
    page.click("#recorded").await?;
    page.until(&is_open(true)).await?;
    page.until(&format!("__observers.size === {before} + 1")).await?;
    page.click("#recorded").await?;
    page.until(&is_open(false)).await?;
    page.until(&format!("__observers.size === {before}")).await
}

async fn a_yew_application_goes_on_without_the_kit(page: &Page) -> Result<()> {
    let told = "__seen.console.filter((line) => line.includes('[kit-incomplete]')).length";
    // Many a server answers any address with the application's page.
    page.site.put("/assent/assent.js", "text/html; charset=utf-8", "<!doctype html><title>Not found</title>");
    page.open_yew("", &[]).await?;
    page.until(&format!("{told} === 1")).await?;
    same("ours", page.js("document.querySelectorAll('[data-assent-tag]').length").await?, json!(0))?;
    // It does nothing, says so, and goes on.
    page.click("#play").await?;
    page.until("__seen.console.some((line) => line.includes('[not-there]'))").await?;
    page.click("#recorded").await?;
    page.until("document.querySelector('#choice').textContent.includes('Nothing yet.')").await?;
    // And a policy may forbid it.
    let only = format!("script-src%20'unsafe-inline'%20'wasm-unsafe-eval'%20{}/yew/", page.site.origin());
    page.open_yew(&format!("?csp={only}"), &[]).await?;
    page.until(&format!("{told} === 1")).await?;
    same("shown", page.shown().await?, json!([false, false]))?;
    page.nothing_arrived().await
}

async fn a_yew_application_obeys_a_nonce_policy(page: &Page) -> Result<()> {
    let nonce = ("<script type=\"module\"", "<script type=\"module\" nonce=\"r4nd0m\"");
    page.open_yew(&format!("?csp={}", BY_NONCE.replace(' ', "%20")), &[nonce]).await?;
    page.choose("accept").await?;
    page.until_shown(true, true).await?;
    same("the console", page.console().await?, vec![])?;
    same("blocked", page.js("__seen.blocked").await?, json!(0))
}

async fn a_yew_application_hands_on_language_and_region(page: &Page) -> Result<()> {
    let said = ("id=\"app\"", "id=\"app\" data-lang=\"de\" data-region=\"AT\"");
    page.open_yew("#assent", &[said]).await?;
    page.until(PANEL_IS_OPEN).await?;
    same("the language", page.js("document.querySelector('assent-widget').lang").await?, json!("de"))?;
    same("the region", page.js("document.querySelector('script[data-region]').dataset.region").await?, json!("AT"))?;
    // How the kit changes the language is not asked here, but whether it is told to.
    let part = "(window[Symbol.for('assent.parts')] ??= {}).language = \
        () => ({ setLanguage: (language) => { window.__language = language; } })";
    page.site.put("/assent/assent-language.js", "text/javascript; charset=utf-8", part);
    page.open_yew("?english", &[]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("the language", page.js("document.querySelector('assent-widget').lang").await?, json!("en"))?;
    page.choose("reject").await?;
    page.click("#german").await?;
    page.until("window.__language === 'de'").await
}

async fn a_yew_application_tells_that_its_tag_was_refused(page: &Page) -> Result<()> {
    let typed = "?csp=require-trusted-types-for%20'script'";
    page.open_yew(typed, &[]).await?;
    page.until("__seen.console.some((line) => line.includes('[kit-refused]'))").await?;
    page.settle().await?;
    same("shown", page.shown().await?, json!([false, false]))?;
    same("asked for", page.site.requests().iter().filter(|path| path.starts_with("/assent/")).count(), 0)
}
