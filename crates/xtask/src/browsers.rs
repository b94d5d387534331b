//! The browsers that the tests run in, and their drivers, each running for as long as a value lives. Knows no test.

mod chromium;
mod firefox;

use crate::run;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::env;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// A kind of browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, with chromedriver. One driver serves any number of sessions.
    Chromium,
    /// Firefox ESR, with geckodriver, which holds one session per process.
    Firefox,
}

impl Engine {
    /// All of them, the quickest first.
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// Its name, as reports have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// From the environment, from the PATH, or installed where that is possible.
    pub fn ready(self) -> Result<Browser> {
        match self {
            Self::Chromium => chromium::ready(),
            Self::Firefox => firefox::ready(),
        }
    }
}

/// A browser and the driver that fits it.
#[derive(Clone, Debug)]
pub struct Browser {
    /// What kind it is.
    pub engine: Engine,
    /// The browser's program.
    pub program: PathBuf,
    /// The driver's program.
    pub driver: PathBuf,
}

impl Browser {
    /// What to ask of the driver: a headless browser with a profile of its own that calls nobody by itself.
    /// Firefox's driver makes the profile, and takes it away.
    pub fn capabilities(&self, profile: &str) -> Value {
        match self.engine {
            Engine::Chromium => chromium::capabilities(&self.program, profile),
            Engine::Firefox => firefox::capabilities(&self.program),
        }
    }
}

/// The program that a variable names.
fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}

/// A running driver; it ends with this value, and so do the browsers that it started.
pub struct Driver {
    /// What kind of browser it drives.
    pub engine: Engine,
    /// Where WebDriver clients connect.
    pub url: String,
    browser: Browser,
    child: Child,
    /// The folder for the sessions' profiles and what else they need.
    folder: PathBuf,
    sessions: AtomicU32,
}

impl Driver {
    /// Starts a driver on a free port and waits until it answers.
    pub async fn start(engine: Engine) -> Result<Self> {
        let browser = tokio::task::spawn_blocking(move || engine.ready()).await??;
        let port = free_port()?;
        let folder = env::temp_dir().join(format!("assent-browser-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let mut command = Command::new(&browser.driver);
        command.arg(format!("--port={port}"));
        if engine == Engine::Firefox {
            firefox::arguments(&mut command, &folder, free_port()?);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().with_context(|| format!("{} does not start", browser.driver.display()))?;
        let url = format!("http://127.0.0.1:{port}");
        let mut driver = Self { engine, url, browser, child, folder, sessions: AtomicU32::new(0) };
        driver.wait(port).await?;
        Ok(driver)
    }

    /// The capabilities for one session, with a fresh profile each time.
    pub fn capabilities(&self) -> Value {
        let number = self.sessions.fetch_add(1, Ordering::Relaxed);
        self.browser.capabilities(&self.folder.join(number.to_string()).to_string_lossy())
    }

    /// A folder that goes when this value does.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    async fn wait(&mut self, port: u16) -> Result<()> {
        let name = self.browser.driver.display();
        for _ in 0..200 {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("{name} ended at once with {status}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("{name} did not open its port {port} within ten seconds")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // geckodriver leaves a browser behind whose session was not closed, and chromedriver one that hangs.
        // Looked up before the driver ends: after that nothing says any more whose children they were.
        let children = descendants(self.child.id());
        end(&[self.child.id()]);
        // Told to end, chromedriver closes its browsers; killed, it could not.
        for _ in 0..40 {
            if self.child.try_wait().is_ok_and(|status| status.is_some()) {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        end(&children);
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Asks processes to end. One that has ended already is no mistake.
fn end(processes: &[u32]) {
    if !processes.is_empty() {
        let mut command = Command::new("kill");
        let _ = run::output(command.args(processes.iter().map(u32::to_string)));
    }
}

/// The children of a process, theirs, and so on. Empty where there is no `/proc`.
fn descendants(process: u32) -> Vec<u32> {
    let children = std::fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    let children = children.split_whitespace().filter_map(|child| child.parse().ok());
    children.flat_map(|child| std::iter::once(child).chain(descendants(child)).collect::<Vec<_>>()).collect()
}
