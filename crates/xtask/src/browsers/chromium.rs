//! Where Chromium and chromedriver come from, and how a quiet headless one is asked for. Knows no session.

use super::{Browser, Engine, named};
use crate::{apt, run};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::Path;

const HOW: &str = "install Chromium and chromedriver (Debian: chromium chromium-driver), \
    or name them in the variables CHROMIUM and CHROMEDRIVER";

pub(super) fn ready() -> Result<Browser> {
    if let Some(found) = found() {
        return Ok(found);
    }
    if apt::usable() {
        apt::install(&["chromium", "chromium-driver"])?;
    }
    found().with_context(|| format!("no Chromium for the tests: {HOW}"))
}

fn found() -> Option<Browser> {
    let program = named("CHROMIUM")
        .or_else(|| ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(run::find))?;
    let driver = named("CHROMEDRIVER").or_else(|| run::find("chromedriver"))?;
    Some(Browser { engine: Engine::Chromium, program, driver })
}

pub(super) fn capabilities(program: &Path, profile: &str) -> Value {
    let profile = format!("--user-data-dir={profile}");
    let args = [
        "--headless",
        "--no-sandbox",
        // Hosts of the tests below a public suffix: `localhost` alone is none in every browser.
        "--host-resolver-rules=MAP *.site.co.uk 127.0.0.1",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900",
        &profile,
    ];
    json!({ "goog:chromeOptions": { "binary": program, "args": args } })
}
