//! Builds again after each change of a file. Knows no build.

use crate::Outcome;
use miette::{IntoDiagnostic, Result, WrapErr};
use notify::{RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

/// An editor that saves tells of several changes at once.
const TOGETHER: Duration = Duration::from_millis(100);

/// Tells how the first build ended, and builds again whenever the file has changed, until the command is stopped.
///
/// # Errors
/// The file cannot be watched. A build that fails is told, and the next change is waited for.
pub(super) fn again(file: &Path, first: Result<Outcome>, build: impl Fn() -> Result<Outcome>) -> Result<Outcome> {
    let named = || format!("cannot watch {}", file.display());
    let (send, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(send).into_diagnostic().wrap_err_with(named)?;
    // The folder, because many editors put a new file in the place of the old one.
    let file = std::path::absolute(file).into_diagnostic()?;
    let folder = file.parent().unwrap_or(Path::new("/"));
    watcher.watch(folder, RecursiveMode::NonRecursive).into_diagnostic().wrap_err_with(named)?;
    tell(first);
    println!("watching {}; stop with Ctrl+C", file.display());
    let is_change = |event: notify::Result<notify::Event>| {
        event.is_ok_and(|event| {
            !event.kind.is_access() && event.paths.iter().any(|path| path.file_name() == file.file_name())
        })
    };
    while let Ok(event) = changes.recv() {
        let mut changed = is_change(event);
        while let Ok(event) = changes.recv_timeout(TOGETHER) {
            changed |= is_change(event);
        }
        if changed {
            tell(build());
        }
    }
    Ok(Outcome::Clean)
}

fn tell(outcome: Result<Outcome>) {
    if let Err(report) = outcome {
        eprintln!("{report:?}");
    }
}
