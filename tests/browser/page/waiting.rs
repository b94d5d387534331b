//! Asking the page, and waiting for it and for the third parties. Waits for conditions, never for a time.

use super::Page;
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::time::Duration;

/// How long a condition may take to come true, in milliseconds, on the slowest machine.
pub(super) const PATIENCE: u32 = 20_000;

impl Page {
    /// The value of an expression in the page. Firefox computes it beside the page, with the page's window, but with
    /// built-in objects of its own: `instanceof Date` is false there for a date of the page.
    pub async fn js(&self, expression: &str) -> Result<Value> {
        let found = self.client.execute(&format!("return ({expression})"), vec![]).await;
        found.with_context(|| format!("in the page: {expression}"))
    }

    /// The value of a promise in the page, which must be data: Firefox refuses an event or an element.
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
            if (Reflect.get(Document.prototype, 'readyState', document) !== 'complete') await new Promise((then) => addEventListener('load', then)); \
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

    /// How many requests whose path begins so have reached the third parties.
    pub fn arrived(&self, path: &str) -> usize {
        self.collector.hits().iter().filter(|hit| hit.path.starts_with(path)).count()
    }

    /// Waits until a request for this path has reached the third parties.
    pub async fn until_arrived(&self, path: &str) -> Result<()> {
        let arrived = self.collector.until(|hits| hits.iter().any(|hit| hit.path == path));
        let patience = Duration::from_millis(u64::from(PATIENCE));
        tokio::time::timeout(patience, arrived).await.with_context(|| {
            let paths: Vec<String> = self.collector.hits().into_iter().map(|hit| hit.path).collect();
            format!("{path} never reached the third parties, but {paths:?} did")
        })
    }
}
