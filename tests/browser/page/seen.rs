//! What the recorder, the storage and the site say that happened.

use super::{Page, plain, texts};
use anyhow::Result;
use serde_json::Value;

impl Page {
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
