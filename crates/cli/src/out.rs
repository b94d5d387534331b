//! What commands say on standard output, and which words a table is made of. Knows no command.

use miette::{IntoDiagnostic, Result};
use std::io::{self, ErrorKind, Write};

/// Prints a text as it is. Whoever reads it may stop in the middle (`assent services | head`): that is no error.
///
/// # Errors
/// It cannot be written, for any other reason.
pub fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.into_diagnostic(),
    }
}

/// Rows as a table: columns as wide as their widest cell, two spaces between them.
pub fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..N).map(width).collect();
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let rows = [["é", "b", ""], ["long", "c", "d"]].map(|row| row.map(str::to_owned));
        assert_eq!(table(&rows), "é     b\nlong  c  d\n");
    }
}
