//! Runs the promises, two at a time, and tells which were kept. Knows no promise.

use crate::page::Page;
use anyhow::{Context, Result, anyhow, ensure};
use futures_util::stream::{self, StreamExt};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};
use xtask::browsers::Driver;
use xtask::paths;

/// How many browsers run at once.
const AT_ONCE: usize = 2;

/// After this a promise counts as broken. No promise waits for it.
const PATIENCE: Duration = Duration::from_secs(90);

type Kept<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// One test, in a browser of its own, with a site and third parties of its own.
#[derive(Clone, Copy)]
pub struct Promise {
    pub name: &'static str,
    pub keep: for<'a> fn(&'a Page) -> Kept<'a>,
}

/// Lists the promises of a module.
#[macro_export]
macro_rules! promises {
    ($($name:ident),* $(,)?) => {
        pub const PROMISES: &[$crate::run::Promise] = &[
            $($crate::run::Promise {
                name: concat!(module_path!(), "::", stringify!($name)),
                keep: |page| Box::pin($name(page)),
            }),*
        ];
    };
}

/// What the command line asks for: words that a name must hold, and whether to run what is not run otherwise.
pub struct Wanted {
    words: Vec<String>,
    ignored: bool,
    list: bool,
}

impl Wanted {
    pub fn from_args() -> Self {
        let args: Vec<String> = std::env::args().skip(1).collect();
        let has = |flag: &str| args.iter().any(|arg| arg == flag);
        let (ignored, list) = (has("--ignored"), has("--list"));
        Self { ignored, list, words: args.into_iter().filter(|arg| !arg.starts_with('-')).collect() }
    }

    fn choose(&self, promises: &[Promise], ignored: &[Promise]) -> Vec<Promise> {
        let named = |promise: &&Promise| {
            self.words.is_empty() || self.words.iter().any(|word| promise.name.contains(word.as_str()))
        };
        let list = if self.ignored { ignored } else { promises };
        list.iter().filter(named).copied().collect()
    }
}

/// Runs what is wanted; gives whether every promise was kept.
pub async fn run(wanted: &Wanted, promises: &[Promise], ignored: &[Promise]) -> Result<bool> {
    let chosen = wanted.choose(promises, ignored);
    if wanted.list {
        chosen.iter().for_each(|promise| println!("{}: test", short(promise)));
        return Ok(true);
    }
    ensure!(paths::dist().join("assent.js").is_file(), "there is no kit in dist/: run `cargo xtask dist` first");
    let start = Instant::now();
    let driver = Arc::new(Driver::start().await?);
    let results = stream::iter(&chosen).map(|promise| keep(Arc::clone(&driver), *promise)).buffer_unordered(AT_ONCE);
    let broken: Vec<String> = results.filter_map(|broken| async { broken }).collect().await;
    if !broken.is_empty() {
        println!("\n{}", broken.join("\n\n"));
    }
    let passed = chosen.len() - broken.len();
    println!("\n{passed} passed, {} failed ({:.0} s)", broken.len(), start.elapsed().as_secs_f64());
    Ok(broken.is_empty())
}

/// Runs one, and gives what there is to say if it was broken.
async fn keep(driver: Arc<Driver>, promise: Promise) -> Option<String> {
    let start = Instant::now();
    let result = tokio::spawn(attempt(driver, promise)).await;
    let result = result.map_err(|panic| anyhow!("{panic}")).and_then(|result| result);
    let word = if result.is_ok() { "ok" } else { "FAILED" };
    println!("test {} ... {word} ({:.1} s)", short(&promise), start.elapsed().as_secs_f64());
    result.err().map(|error| format!("---- {}\n{error:#}", short(&promise)))
}

async fn attempt(driver: Arc<Driver>, promise: Promise) -> Result<()> {
    let page = Page::open(&driver).await.context("the browser did not start")?;
    let result = tokio::time::timeout(PATIENCE, (promise.keep)(&page)).await;
    let result = result.unwrap_or_else(|_| Err(anyhow!("it did not come to an end")));
    let state = if result.is_err() { page.state().await } else { String::new() };
    page.close().await?;
    result.map_err(|error| anyhow!("{error:#}\n{state}"))
}

fn short(promise: &Promise) -> &'static str {
    promise.name.split_once("::").map_or(promise.name, |(_, name)| name)
}
