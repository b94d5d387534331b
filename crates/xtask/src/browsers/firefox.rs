//! Where Firefox ESR and geckodriver come from, and how a quiet headless one is asked for. Knows no session.

use super::{Browser, Engine, named};
use crate::{apt, paths, run, say};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

const HOW: &str = "install Firefox ESR (Debian: firefox-esr), or name it in the variable FIREFOX";

/// Debian has no package of geckodriver, so it is compiled from its crate.
const GECKODRIVER: &str = "=0.37.1";

/// What Firefox would fetch or send by itself. geckodriver sets most of this; what it does not, or did not always, is here.
/// <https://searchfox.org/mozilla-central/source/testing/geckodriver/src/prefs.rs>
const OFF: [&str; 12] = [
    "app.normandy.enabled",
    "app.update.auto",
    "browser.safebrowsing.downloads.enabled",
    "browser.safebrowsing.malware.enabled",
    "browser.safebrowsing.phishing.enabled",
    "browser.search.update",
    "datareporting.healthreport.uploadEnabled",
    "datareporting.policy.dataSubmissionEnabled",
    "extensions.update.enabled",
    "network.captive-portal-service.enabled",
    "network.connectivity-service.enabled",
    "toolkit.telemetry.enabled",
];

pub(super) fn ready() -> Result<Browser> {
    if program().is_none() && apt::usable() {
        apt::install(&["firefox-esr"])?;
    }
    let program = program().with_context(|| format!("no Firefox for the tests: {HOW}"))?;
    Ok(Browser { engine: Engine::Firefox, program, driver: driver()? })
}

fn program() -> Option<PathBuf> {
    named("FIREFOX").or_else(|| ["firefox-esr", "firefox"].into_iter().find_map(run::find))
}

/// From the environment, from the PATH, or compiled once into `target/tools`.
fn driver() -> Result<PathBuf> {
    let own = paths::target().join("tools");
    let compiled = own.join("bin/geckodriver");
    if let Some(found) = named("GECKODRIVER").or_else(|| run::find("geckodriver")) {
        return Ok(found);
    }
    if !compiled.is_file() {
        let step = say::begin("geckodriver", "compiling it, once, which takes some minutes");
        let mut command = run::clean("cargo");
        command.args(["install", "geckodriver", "--version", GECKODRIVER, "--locked", "--root"]).arg(&own);
        run::output(&mut command).context("put geckodriver into the PATH, or name it in the variable GECKODRIVER")?;
        step.done("compiled");
    }
    Ok(compiled)
}

/// Its own port for WebDriver BiDi, since two drivers would want the same one, a folder for its profiles, and the right
/// to command Firefox itself, for what empties a profile.
pub(super) fn arguments(command: &mut Command, folder: &Path, bidi: u16) {
    command.arg(format!("--websocket-port={bidi}")).arg("--profile-root").arg(folder).arg("--allow-system-access");
    // Without it a released Firefox does not obey the preference below, and asks Mozilla for settings at every start.
    // <https://firefox-source-docs.mozilla.org/services/settings/index.html>
    command.env("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1");
}

pub(super) fn capabilities(program: &Path) -> Value {
    let args = ["-headless", "-width", "1280", "-height", "900"];
    let mut prefs: serde_json::Map<String, Value> =
        OFF.into_iter().map(|name| (name.to_owned(), json!(false))).collect();
    // The server of settings and block lists.
    prefs.insert("services.settings.server".to_owned(), json!("data:,none"));
    // A host of the tests below a public suffix.
    prefs.insert("network.dns.localDomains".to_owned(), json!("www.site.co.uk"));
    json!({ "moz:firefoxOptions": { "binary": program, "args": args, "prefs": prefs } })
}
