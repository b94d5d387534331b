//! Where commands print: colours only where they are seen, and no fault if a reader has gone. Knows no command.

use anstream::{AutoStream, stream::RawStream};
use miette::{IntoDiagnostic, Result};
use std::io::{self, ErrorKind, Write};

/// Standard output. Colours stay on a terminal alone, and not there if `NO_COLOR` is set: <https://no-color.org>.
pub fn standard() -> impl Write {
    io::BufWriter::new(auto(io::stdout().lock()))
}

/// Standard error, with colours as [`standard`].
pub fn error() -> impl Write {
    auto(io::stderr().lock())
}

/// Prints a text as it is.
///
/// # Errors
/// It cannot be written.
pub fn text(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())
}

/// Prints a text as it is; a closed pipe is no fault.
///
/// # Errors
/// It cannot be written.
pub fn print(all: &str) -> Result<()> {
    or_closed(text(all))
}

/// The same result, but that a closed pipe is none: `assent rules | head` is no fault.
///
/// # Errors
/// Any other error.
pub fn or_closed(result: io::Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.into_diagnostic(),
    }
}

fn auto<S: RawStream>(stream: S) -> AutoStream<S> {
    AutoStream::auto(stream)
}
