//! Finds or installs Chromium and its driver, and runs the driver for as long as a value lives. Knows no test.

use crate::{apt, run};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::env;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

const HOW: &str = "install Chromium and chromedriver (Debian: chromium chromium-driver), \
    or name them in the variables CHROMIUM and CHROMEDRIVER";

/// Chromium and the driver that fits it.
#[derive(Clone, Debug)]
pub struct Browser {
    /// The browser's program.
    pub chromium: PathBuf,
    /// The driver's program.
    pub chromedriver: PathBuf,
}

impl Browser {
    /// From the environment, from the PATH, or from Debian when run as root.
    pub fn ready() -> Result<Self> {
        if let Some(found) = Self::found() {
            return Ok(found);
        }
        if apt::usable() {
            apt::install(&["chromium", "chromium-driver"])?;
        }
        Self::found().with_context(|| format!("no browser for the tests: {HOW}"))
    }

    fn found() -> Option<Self> {
        let named = |variable: &str| env::var_os(variable).map(PathBuf::from);
        let chromium = named("CHROMIUM")
            .or_else(|| ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(run::find))?;
        let chromedriver = named("CHROMEDRIVER").or_else(|| run::find("chromedriver"))?;
        Some(Self { chromium, chromedriver })
    }

    /// What to ask of the driver: a headless browser with a profile of its own that calls nobody by itself.
    pub fn capabilities(&self, profile: &str) -> Value {
        let profile = format!("--user-data-dir={profile}");
        let args = [
            "--headless",
            "--no-sandbox",
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
        json!({ "goog:chromeOptions": { "binary": self.chromium, "args": args } })
    }
}

/// A running chromedriver; it ends with this value.
pub struct Driver {
    /// Where WebDriver clients connect.
    pub url: String,
    browser: Browser,
    child: Child,
    profiles: PathBuf,
    sessions: AtomicU32,
}

impl Driver {
    /// Starts chromedriver on a free port and waits until it answers.
    pub async fn start() -> Result<Self> {
        let browser = tokio::task::spawn_blocking(Browser::ready).await??;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut command = Command::new(&browser.chromedriver);
        command.arg(format!("--port={port}")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().with_context(|| format!("{} does not start", browser.chromedriver.display()))?;
        let profiles = env::temp_dir().join(format!("assent-browser-{}-{port}", std::process::id()));
        let url = format!("http://127.0.0.1:{port}");
        let mut driver = Self { url, browser, child, profiles, sessions: AtomicU32::new(0) };
        driver.wait(port).await?;
        Ok(driver)
    }

    /// The capabilities for one session, with a fresh profile each time.
    pub fn capabilities(&self) -> Value {
        let number = self.sessions.fetch_add(1, Ordering::Relaxed);
        self.browser.capabilities(&self.profiles.join(number.to_string()).to_string_lossy())
    }

    async fn wait(&mut self, port: u16) -> Result<()> {
        for _ in 0..200 {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("chromedriver ended at once with {status}: {HOW}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("chromedriver did not open its port {port} within ten seconds")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The driver closes its browsers when it is told to end; killed, it would leave them behind.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        for _ in 0..40 {
            if self.child.try_wait().is_ok_and(|status| status.is_some()) {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.profiles);
    }
}
