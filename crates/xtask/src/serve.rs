//! `cargo xtask serve`: the demo on this machine, built anew when a source changes. Knows when to build, not how.

use crate::collector::Collector;
use crate::kit::{self, Effort};
use crate::paths;
use crate::site::Site;
use anyhow::{Context, Result};
use notify::{EventKind, RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;
use tokio::sync::watch;

/// What is watched. Pages of `www` and `examples` need no build, but open pages then load again too.
const WATCHED: [&str; 5] = ["src", "crates/model", "crates/catalogue", "www", "examples"];

/// Builds the kit, serves it with the demo, and never comes back unless something fails.
pub fn serve(port: u16) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let reload = watch::Sender::new(0);
    // The ports first: whoever has one taken should hear it before a build, not after.
    let next = port.checked_add(1).context("the port must leave room for the next one: choose a lower --port")?;
    let collector = runtime.block_on(Collector::start(next))?;
    let site = runtime.block_on(Site::serve(port, &collector, reload.clone()))?;
    kit::dist(&paths::served(), Effort::Quick)?;
    let (sender, changes) = mpsc::channel();
    let watcher = watch_sources(sender)?;
    println!("\nserve: the demo is at {}, third parties at {}", site.origin(), collector.origin());
    println!("serve: Ctrl+C ends it; a change of a source builds the kit anew");
    build_on_change(&changes, &reload);
    drop(watcher);
    Ok(())
}

fn watch_sources(sender: Sender<()>) -> Result<notify::RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| matters(&event)) {
            let _ = sender.send(());
        }
    })?;
    for folder in WATCHED {
        let path = paths::root().join(folder);
        if path.is_dir() {
            watcher.watch(&path, RecursiveMode::Recursive).with_context(|| format!("{folder} cannot be watched"))?;
        }
    }
    Ok(watcher)
}

/// Reading a file is an event too, and the build itself writes the minified stylesheet.
fn matters(event: &notify::Event) -> bool {
    let changed = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
    changed && !event.paths.iter().all(|path| generated(path))
}

fn generated(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().contains(".min."))
}

fn build_on_change(changes: &Receiver<()>, reload: &watch::Sender<u64>) {
    while changes.recv().is_ok() {
        // An editor writes several times for one save.
        while changes.recv_timeout(Duration::from_millis(150)).is_ok() {}
        match kit::dist(&paths::served(), Effort::Quick) {
            Ok(_) => reload.send_modify(|count| *count += 1),
            Err(error) => eprintln!("error: {error:#}\nserve: the kit stays as it was"),
        }
    }
}
