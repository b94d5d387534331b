//! Scripts that run in every page before the page's own. Knows how each engine takes them, not what they do.
//!
//! Not by a tag that the site writes into its pages: a policy under test would forbid it, or would have to be weakened to
//! let it pass, and the third parties' pages in frames would lack it. Both ways here are outside the page's policy.

use super::Page;
use crate::drivers::Own;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use xtask::browsers::Engine;

/// The scripts so far, and where an add-on of Firefox may lie.
pub(super) struct Scripts {
    folder: PathBuf,
    sources: Mutex<Vec<String>>,
}

impl Scripts {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), sources: Mutex::default() }
    }

    fn add(&self, source: &str) {
        self.sources.lock().unwrap_or_else(PoisonError::into_inner).push(source.to_owned());
    }

    fn all(&self) -> Vec<String> {
        self.sources.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Page {
    /// Runs a script in every page and frame from now on, before the page's own.
    pub async fn before_every_page(&self, source: &str) -> Result<()> {
        self.scripts.add(source);
        match self.engine {
            Engine::Chromium => self.before_pages_of_this_tab(source).await,
            Engine::Firefox => self.install(source).await,
        }
    }

    /// Chromium's DevTools know one tab at a time, so that a new one must be told again.
    pub(super) async fn repeat_in_new_tab(&self) -> Result<()> {
        if self.engine == Engine::Chromium {
            for source in self.scripts.all() {
                self.before_pages_of_this_tab(&source).await?;
            }
        }
        Ok(())
    }

    async fn before_pages_of_this_tab(&self, source: &str) -> Result<()> {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": source })).await?;
        Ok(())
    }

    /// An add-on of one content script, in the page's own world.
    /// <https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/manifest.json/content_scripts>
    async fn install(&self, source: &str) -> Result<()> {
        // Never the same twice in one browser, which keeps scripts of add-ons by their address.
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = self.scripts.folder.join(format!("script-{number}"));
        let manifest = json!({
            "manifest_version": 2, "version": "1", "name": format!("Script {number} of the tests"),
            "browser_specific_settings": { "gecko": { "id": format!("script-{number}@tests.invalid") } },
            "content_scripts": [{
                "matches": ["<all_urls>"], "js": ["script.js"], "world": "MAIN", "run_at": "document_start",
                "all_frames": true, "match_about_blank": true
            }]
        });
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("manifest.json"), manifest.to_string())?;
        std::fs::write(folder.join("script.js"), source)?;
        self.client.issue_cmd(Own::addon(&folder)).await.context("Firefox did not take the add-on")?;
        Ok(())
    }

    /// A command of Chromium's DevTools.
    pub async fn cdp(&self, command: &str, params: &Value) -> Result<Value> {
        self.client.issue_cmd(Own::cdp(command, params)).await.with_context(|| command.to_owned())
    }
}
