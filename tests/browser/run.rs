//! Runs the promises, each in its engines, two at a time, and tells which were kept. Knows no promise.

use crate::page::Page;
use crate::sessions::Sessions;
use anyhow::{Result, anyhow, ensure};
use futures_util::stream::{self, StreamExt};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};
use xtask::browsers::Engine;
use xtask::paths;

/// How many browsers run at once, unless something is measured.
const AT_ONCE: usize = 2;

/// After this a promise counts as broken. No promise waits for it.
const PATIENCE: Duration = Duration::from_secs(90);

type Kept<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// One test, in a browser of its own, with a site and third parties of its own.
#[derive(Clone, Copy)]
pub struct Promise {
    pub name: &'static str,
    pub engines: &'static [Engine],
    pub keep: for<'a> fn(&'a Page) -> Kept<'a>,
}

/// Lists the promises of a module: those that are kept in every engine, and after `; chromium:` those that one engine
/// alone can show, with a comment that says why.
#[macro_export]
macro_rules! promises {
    ($($name:ident),* $(,)? $(; chromium: $($alone:ident),* $(,)?)?) => {
        pub const PROMISES: &[$crate::run::Promise] = &[
            $($crate::promises!(@one $name, &[xtask::browsers::Engine::Chromium, xtask::browsers::Engine::Firefox]),)*
            $($($crate::promises!(@one $alone, &[xtask::browsers::Engine::Chromium]),)*)?
        ];
    };
    (@one $name:ident, $engines:expr) => {
        $crate::run::Promise {
            name: concat!(module_path!(), "::", stringify!($name)),
            engines: $engines,
            keep: |page| Box::pin($name(page)),
        }
    };
}

/// A promise in one engine.
#[derive(Clone, Copy)]
struct Test {
    promise: Promise,
    engine: Engine,
}

impl Test {
    /// As it is printed, and as the words of the command line find it.
    fn name(&self) -> String {
        let name = self.promise.name.split_once("::").map_or(self.promise.name, |(_, name)| name);
        format!("{name} ({})", self.engine.name())
    }
}

/// What the command line asks for: words that a name must hold, an engine, and whether to run what is not run otherwise.
pub struct Wanted {
    words: Vec<String>,
    engines: Vec<Engine>,
    ignored: bool,
    list: bool,
}

impl Wanted {
    pub fn from_args() -> Self {
        let args: Vec<String> = std::env::args().skip(1).collect();
        let has = |flag: &str| args.iter().any(|arg| arg == flag);
        let (ignored, list) = (has("--ignored"), has("--list"));
        let words = args.iter().filter(|arg| !arg.starts_with('-')).cloned();
        let (engines, words): (Vec<_>, Vec<_>) = words.partition(|word| Engine::ALL.iter().any(|e| e.name() == word));
        let engines =
            Engine::ALL.into_iter().filter(|engine| engines.is_empty() || engines.contains(&engine.name().to_owned()));
        Self { ignored, list, words, engines: engines.collect() }
    }

    /// Engine by engine, since Chromium is the quicker one to fail.
    fn choose(&self, promises: &[Promise], ignored: &[Promise]) -> Vec<Test> {
        let list = if self.ignored { ignored } else { promises };
        let tests = self.engines.iter().flat_map(|engine| {
            let here = list.iter().filter(|promise| promise.engines.contains(engine));
            here.map(|promise| Test { promise: *promise, engine: *engine })
        });
        let named = |test: &Test| self.words.is_empty() || self.words.iter().any(|word| test.name().contains(word));
        tests.filter(named).collect()
    }
}

/// Runs what is wanted; gives whether every promise was kept.
pub async fn run(wanted: &Wanted, promises: &[Promise], ignored: &[Promise]) -> Result<bool> {
    let chosen = wanted.choose(promises, ignored);
    if wanted.list {
        chosen.iter().for_each(|test| println!("{}: test", test.name()));
        return Ok(true);
    }
    ensure!(paths::dist().join("assent.js").is_file(), "there is no kit in dist/: run `cargo xtask dist` first");
    for engine in &wanted.engines {
        if chosen.iter().any(|test| test.engine == *engine) {
            // Before the clock runs, and not by two tests at once: it may have to be installed.
            engine.ready()?;
        }
    }
    let start = Instant::now();
    let sessions = Arc::new(Sessions::default());
    let at_once = if wanted.ignored { 1 } else { AT_ONCE };
    let results = stream::iter(&chosen).map(|test| keep(Arc::clone(&sessions), *test)).buffer_unordered(at_once);
    let broken: Vec<String> = results.filter_map(|broken| async { broken }).collect().await;
    sessions.close().await?;
    if !broken.is_empty() {
        println!("\n{}", broken.join("\n\n"));
    }
    let passed = chosen.len() - broken.len();
    println!("\n{passed} passed, {} failed ({:.0} s)", broken.len(), start.elapsed().as_secs_f64());
    Ok(broken.is_empty())
}

/// Runs one, and gives what there is to say if it was broken.
async fn keep(sessions: Arc<Sessions>, test: Test) -> Option<String> {
    let start = Instant::now();
    let result = tokio::spawn(attempt(sessions, test)).await;
    let result = result.map_err(|panic| anyhow!("{panic}")).and_then(|result| result);
    let word = if result.is_ok() { "ok" } else { "FAILED" };
    println!("test {} ... {word} ({:.1} s)", test.name(), start.elapsed().as_secs_f64());
    result.err().map(|error| format!("---- {}\n{error:#}", test.name()))
}

async fn attempt(sessions: Arc<Sessions>, test: Test) -> Result<()> {
    let session = sessions.take(test.engine).await?;
    let page = Page::open(&session).await?;
    let result = tokio::time::timeout(PATIENCE, (test.promise.keep)(&page)).await;
    let result = result.unwrap_or_else(|_| Err(anyhow!("it did not come to an end")));
    if let Err(error) = result {
        let state = page.state().await;
        session.client.close().await?;
        return Err(anyhow!("{error:#}\n{state}"));
    }
    drop(page);
    sessions.give_back(session).await
}
