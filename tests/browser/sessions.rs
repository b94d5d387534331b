//! The browsers that run: one is opened for each promise, or emptied for the next one. Knows drivers, no page.

use crate::drivers::Own;
use anyhow::{Context, Result, ensure};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::sync::{Arc, Mutex, PoisonError};
use xtask::browsers::{Driver, Engine};

/// A browser with an empty profile. It ends with this value if its driver is its own.
pub struct Session {
    pub client: Client,
    pub driver: Arc<Driver>,
}

/// All of them.
#[derive(Default)]
pub struct Sessions {
    /// Chromium's driver, which all its sessions share.
    shared: tokio::sync::OnceCell<Arc<Driver>>,
    /// Firefoxes that have been emptied. To start one takes longer than most promises do.
    emptied: Mutex<Vec<Session>>,
}

impl Sessions {
    /// An empty browser.
    pub async fn take(&self, engine: Engine) -> Result<Session> {
        match self.waiting(engine) {
            Some(session) => Ok(session),
            None => self.open(engine).await.context("the browser did not start"),
        }
    }

    fn waiting(&self, engine: Engine) -> Option<Session> {
        let mut emptied = self.emptied.lock().unwrap_or_else(PoisonError::into_inner);
        let place = emptied.iter().position(|session| session.driver.engine == engine)?;
        Some(emptied.swap_remove(place))
    }

    /// Takes back a browser in which a promise was kept. One in which it was not is better let go.
    pub async fn give_back(&self, session: Session) -> Result<()> {
        match session.driver.engine {
            Engine::Chromium => session.client.close().await?,
            Engine::Firefox => {
                session.empty().await.context("Firefox could not be emptied")?;
                self.emptied.lock().unwrap_or_else(PoisonError::into_inner).push(session);
            }
        }
        Ok(())
    }

    /// Closes what waits.
    pub async fn close(&self) -> Result<()> {
        let sessions = std::mem::take(&mut *self.emptied.lock().unwrap_or_else(PoisonError::into_inner));
        for session in sessions {
            session.client.close().await?;
        }
        Ok(())
    }

    async fn open(&self, engine: Engine) -> Result<Session> {
        let driver = match engine {
            Engine::Chromium => Arc::clone(self.shared.get_or_try_init(|| start(engine)).await?),
            Engine::Firefox => start(engine).await?,
        };
        let wanted = driver.capabilities();
        let wanted = wanted.as_object().context("capabilities are an object")?.clone();
        let client = ClientBuilder::new(HttpConnector::new()).capabilities(wanted).connect(&driver.url).await?;
        Ok(Session { client, driver })
    }
}

async fn start(engine: Engine) -> Result<Arc<Driver>> {
    Ok(Arc::new(Driver::start(engine).await?))
}

/// Runs with Firefox's own rights: takes the tests' add-ons away and everything that any site has stored. Gives what
/// could not be cleared, as flags, and how many cookies there are still.
const EMPTY: &str = "const done = arguments[0]; (async () => { \
    const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs'); \
    for (const addon of await AddonManager.getAddonsByTypes(['extension'])) \
      if (addon.temporarilyInstalled) await addon.uninstall(); \
    const failed = await new Promise((then) => Services.clearData.deleteData( \
      Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted: then })); \
    return [failed, Services.cookies.cookies.length]; \
    })().then(done, (error) => done(String(error)));";

impl Session {
    /// Leaves a Firefox as if it had been opened now: one tab without a history, no add-on, nothing stored or cached.
    async fn empty(&self) -> Result<()> {
        let old = self.client.windows().await?;
        let new = self.client.new_window(true).await?.handle;
        for tab in old {
            self.client.switch_to_window(tab).await?;
            self.client.close_window().await?;
        }
        self.client.switch_to_window(new).await?;
        self.client.issue_cmd(Own::context("chrome")).await?;
        let kept = self.client.execute_async(EMPTY, vec![]).await?;
        self.client.issue_cmd(Own::context("content")).await?;
        ensure!(kept == json!([0, 0]), "there is something left: {kept}");
        Ok(())
    }
}
