//! A browser with an empty profile before a site and third parties of its own: opens the site's pages in it.

mod before;
mod hands;
mod seen;
mod tabs;
mod waiting;

use crate::sessions::Session;
use anyhow::{Context, Result, ensure};
use before::Scripts;
use fantoccini::Client;
use fantoccini::wd::TimeoutConfiguration;
use serde_json::Value;
use std::time::Duration;
use url::form_urlencoded;
use waiting::PATIENCE;
use xtask::browsers::Engine;
use xtask::collector::Collector;
use xtask::paths;
use xtask::site::Site;

const RECORDER: &str = include_str!("recorder.js");

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
    /// Which browser it is.
    pub engine: Engine,
    scripts: Scripts,
}

/// The config that most pages have. Tests change it as they need.
pub fn config() -> Value {
    serde_json::from_str(include_str!("pages/assent.json")).unwrap_or_default()
}

impl Page {
    pub async fn open(session: &Session) -> Result<Self> {
        let collector = Collector::start(0).await?;
        let site = Site::start(&collector).await?;
        let (client, driver) = (session.client.clone(), &session.driver);
        let patience = Some(Duration::from_millis(u64::from(PATIENCE) * 2));
        client.update_timeouts(TimeoutConfiguration::new(patience, patience, None)).await?;
        let scripts = Scripts::new(driver.folder());
        let page = Self { client, site, collector, engine: driver.engine, scripts };
        page.before_every_page(RECORDER).await?;
        page.serve_config(&config());
        Ok(page)
    }

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

    /// Opens an address of the site under another name: `localhost` and every name that ends in `.localhost` is this
    /// machine, for browsers at least. <https://www.rfc-editor.org/rfc/rfc6761#section-6.3>
    pub async fn go_on(&self, host: &str, path: &str) -> Result<()> {
        Ok(self.client.goto(&format!("{}{path}", self.origin_on(host))).await?)
    }

    /// The site's origin under another name.
    pub fn origin_on(&self, host: &str) -> String {
        format!("http://{host}:{}", self.site.addr.port())
    }

    pub async fn reload(&self) -> Result<()> {
        Ok(self.client.refresh().await?)
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

/// A list in alphabetical order, where the order of things means nothing.
pub fn sorted(mut list: Vec<String>) -> Vec<String> {
    list.sort_unstable();
    list
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
