//! A browser with an empty profile before a site and third parties of its own: opens pages, waits, tells what was seen.

use crate::cdp::Cdp;
use anyhow::{Context, Result, bail, ensure};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::time::Duration;
use url::form_urlencoded;
use xtask::browsers::Driver;
use xtask::collector::Collector;
use xtask::paths;
use xtask::site::Site;

const RECORDER: &str = include_str!("recorder.js");

/// How long a condition may take to come true, in milliseconds, on the slowest machine.
const PATIENCE: u32 = 20_000;

/// What a page of `pages/` is filled with unless a test says otherwise.
const MARKS: [(&str, &str); 7] = [
    ("{{HTML}}", "lang=\"en\""),
    ("{{KIT}}", "/assent/"),
    ("{{TAG}}", "data-config=\"/assent.json\""),
    ("{{NONCE}}", ""),
    ("{{BEFORE}}", ""),
    ("{{TOP}}", ""),
    ("{{AFTER}}", ""),
];

/// The browser and its surroundings.
pub struct Page {
    pub client: Client,
    pub site: Site,
    pub collector: Collector,
}

/// The config that most pages have. Tests change it as they need.
pub fn config() -> Value {
    serde_json::from_str(include_str!("pages/assent.json")).unwrap_or_default()
}

impl Page {
    pub async fn open(driver: &Driver) -> Result<Self> {
        let collector = Collector::start(0).await?;
        let site = Site::start(&collector).await?;
        let wanted = driver.capabilities();
        let wanted = wanted.as_object().context("capabilities are an object")?.clone();
        let client = ClientBuilder::new(HttpConnector::new()).capabilities(wanted).connect(&driver.url).await?;
        let patience = Some(Duration::from_millis(u64::from(PATIENCE) * 2));
        client.update_timeouts(TimeoutConfiguration::new(patience, patience, None)).await?;
        let page = Self { client, site, collector };
        page.before_every_page(RECORDER).await?;
        page.serve_config(&config());
        Ok(page)
    }

    pub async fn close(self) -> Result<()> {
        Ok(self.client.close().await?)
    }

    // ---- What is served and opened

    /// Serves a config as `/assent.json`.
    pub fn serve_config(&self, config: &Value) {
        self.site.put("/assent.json", "application/json", &config.to_string());
    }

    /// Opens a page of `pages/`, filled as usual.
    pub async fn visit(&self, file: &str) -> Result<()> {
        self.visit_with(file, "", &[]).await
    }

    /// Opens a page of `pages/` under a policy, with other fillings for its marks.
    pub async fn visit_with(&self, file: &str, policy: &str, marks: &[(&str, &str)]) -> Result<()> {
        self.serve_page(file, marks)?;
        let policy: String = form_urlencoded::byte_serialize(policy.as_bytes()).collect();
        let query = if policy.is_empty() { String::new() } else { format!("?csp={policy}") };
        self.go(&format!("/{file}{query}")).await
    }

    /// Serves a page of `pages/` at the top of the site.
    pub fn serve_page(&self, file: &str, marks: &[(&str, &str)]) -> Result<()> {
        let path = paths::root().join("tests/browser/pages").join(file);
        let html = std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let html = marks.iter().chain(&MARKS).fold(html, |html, (mark, text)| html.replace(mark, text));
        self.site.put(&format!("/{file}"), "text/html; charset=utf-8", &html);
        Ok(())
    }

    /// Opens an address of the site.
    pub async fn go(&self, path: &str) -> Result<()> {
        Ok(self.client.goto(&format!("{}{path}", self.site.origin())).await?)
    }

    pub async fn reload(&self) -> Result<()> {
        Ok(self.client.refresh().await?)
    }

    /// Runs a script in every page from now on, before the page's own.
    pub async fn before_every_page(&self, source: &str) -> Result<()> {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": source })).await?;
        Ok(())
    }

    pub async fn cdp(&self, command: &str, params: &Value) -> Result<Value> {
        self.client.issue_cmd(Cdp::new(command, params)).await.with_context(|| command.to_owned())
    }

    // ---- Waiting

    /// The value of an expression in the page.
    pub async fn js(&self, expression: &str) -> Result<Value> {
        let found = self.client.execute(&format!("return ({expression})"), vec![]).await;
        found.with_context(|| format!("in the page: {expression}"))
    }

    /// The value of a promise in the page.
    pub async fn wait(&self, promise: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[0]; \
             Promise.resolve({promise}).then((value) => done([value]), (error) => done(String(error)))"
        );
        match self.client.execute_async(&script, vec![]).await? {
            Value::Array(value) => Ok(value.into_iter().next().unwrap_or_default()),
            error => bail!("{promise} failed with {error}"),
        }
    }

    /// Waits until an expression in the page is true. It is tried again whenever the page is painted.
    pub async fn until(&self, condition: &str) -> Result<()> {
        let attempt = format!(
            "(() => {{ const end = performance.now() + {PATIENCE}; return new Promise((then) => (function look() {{ \
             if ({condition}) then(true); \
             else if (performance.now() > end) then(false); \
             else requestAnimationFrame(look); }})()); }})()"
        );
        ensure!(self.wait(&attempt).await? == true, "this never came true: {condition}");
        Ok(())
    }

    /// Waits until the page has loaded, has been painted, and has nothing to do.
    pub async fn settle(&self) -> Result<()> {
        let idle = "(async () => { \
            if (document.readyState !== 'complete') await new Promise((then) => addEventListener('load', then)); \
            for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame); \
            await new Promise((then) => requestIdleCallback(then)); })()";
        self.wait(idle).await?;
        Ok(())
    }

    /// Shows that nothing was sent to the third parties: what the test sends now is the first thing to arrive there.
    pub async fn nothing_arrived(&self) -> Result<()> {
        self.settle().await?;
        self.wait(&format!("fetch('{}/sentinel', {{ mode: 'no-cors' }}).then(() => 0)", self.collector.origin()))
            .await?;
        let paths: Vec<String> = self.collector.hits().into_iter().map(|hit| hit.path).collect();
        ensure!(paths == ["/sentinel"], "only the test's own /sentinel should have arrived, but there is {paths:?}");
        self.collector.clear();
        Ok(())
    }

    // ---- Keys and clicks

    /// Clicks an element of the page.
    pub async fn click(&self, selector: &str) -> Result<()> {
        let element = self.client.find(Locator::Css(selector)).await?;
        // At once, because a page that scrolls smoothly would still be moving when the click comes.
        self.js(&format!(
            "document.querySelector(`{selector}`).scrollIntoView({{ behavior: 'instant', block: 'center' }})"
        ))
        .await?;
        element.click().await.with_context(|| format!("a click at {selector}"))
    }

    /// Presses and lets go of a key, wherever the focus is.
    pub async fn key(&self, key: impl Into<char>) -> Result<()> {
        let value = key.into();
        let press = KeyActions::new("keyboard".into()).then(KeyAction::Down { value }).then(KeyAction::Up { value });
        Ok(self.client.perform_actions(press).await?)
    }

    // ---- What was seen

    /// The details of the events of a type, in order.
    pub async fn events(&self, kind: &str) -> Result<Vec<Value>> {
        let found = self.js(&format!("__seen.events.filter((e) => e.type === '{kind}').map((e) => e.detail)")).await?;
        Ok(found.as_array().cloned().unwrap_or_default())
    }

    /// What the console was told.
    pub async fn console(&self) -> Result<Vec<String>> {
        texts(&self.js("__seen.console").await?)
    }

    /// The echo scripts that ran, in order.
    pub async fn ran(&self) -> Result<Vec<String>> {
        texts(&self.js("window.__ran || []").await?)
    }

    /// Everything that the site has stored in this browser.
    pub async fn stored(&self) -> Result<Value> {
        self.wait(
            "indexedDB.databases().then((databases) => ({ local: { ...localStorage }, session: { ...sessionStorage }, \
             cookies: document.cookie, databases: databases.map(({ name }) => name) }))",
        )
        .await
    }

    /// The record in the storage.
    pub async fn record(&self) -> Result<Value> {
        self.js("JSON.parse(localStorage.getItem('assent'))").await
    }

    /// The page, as one who looks for a fault wants to see it.
    pub async fn state(&self) -> String {
        let look = "JSON.stringify({ url: location.href, seen: window.__seen, ran: window.__ran, \
             widget: document.querySelector('assent-widget')?.shadowRoot?.textContent.slice(0, 400), \
             focus: window.__focused?.() }, null, 1)";
        let state = self.js(look).await.map_or_else(|error| format!("{error:#}"), |state| plain(&state));
        let hits: Vec<String> = self.collector.hits().into_iter().map(|hit| hit.path).collect();
        format!("page: {state}\nasked of the site: {:?}\narrived at the third parties: {hits:?}", self.site.requests())
    }
}

/// A JSON file of the tree.
pub fn json_file(path: &str) -> Result<Value> {
    let file = paths::root().join(path);
    let text = std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    serde_json::from_str(&text).with_context(|| path.to_owned())
}

/// A list of texts.
pub fn texts(value: &Value) -> Result<Vec<String>> {
    let list = value.as_array().with_context(|| format!("{value} is not a list"))?;
    Ok(list.iter().map(plain).collect())
}

/// A value as text, without quotes.
pub fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Fails, and shows both, unless they are the same.
pub fn same<T: std::fmt::Debug + PartialEq>(what: &str, found: T, wanted: T) -> Result<()> {
    ensure!(found == wanted, "{what}:\n   found {found:?}\n  wanted {wanted:?}");
    Ok(())
}
