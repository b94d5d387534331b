//! The table of sizes: as people read it, and as the snapshot keeps it. Knows no budget.

use std::fmt::{self, Display, Formatter, Write};

/// What one part of the kit weighs, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) raw: u64,
    pub(super) gzip: u64,
    pub(super) brotli: u64,
}

/// All parts, and what built them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) toolchain: String,
    pub(super) rows: Vec<Row>,
}

impl Row {
    /// From three numbers with spaces between them.
    pub(super) fn parse(name: &str, numbers: &str) -> Option<Self> {
        let mut numbers = numbers.split_whitespace().map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Self { name: name.to_owned(), raw: next()?, gzip: next()?, brotli: next()? })
    }

    /// Several rows as one.
    pub(super) fn sum(name: &str, rows: &[Self]) -> Self {
        let sum = |get: fn(&Self) -> u64| rows.iter().map(get).sum();
        Self {
            name: name.to_owned(),
            raw: sum(|row| row.raw),
            gzip: sum(|row| row.gzip),
            brotli: sum(|row| row.brotli),
        }
    }
}

impl Table {
    /// Reads a snapshot; a line that is no row is passed over.
    pub(super) fn parse(text: &str) -> Self {
        let toolchain = text.lines().find_map(|line| line.strip_prefix("# built by: ")).unwrap_or_default().to_owned();
        let row = |line: &str| line.trim().split_once(' ').and_then(|(name, numbers)| Row::parse(name, numbers));
        Self { toolchain, rows: text.lines().filter_map(row).collect() }
    }

    /// The bytes of brotli of one part.
    pub(super) fn brotli(&self, name: &str) -> Option<u64> {
        self.rows.iter().find(|row| row.name == name).map(|row| row.brotli)
    }

    /// The table with what each part weighed before.
    pub(super) fn beside(&self, old: Option<&Self>) -> String {
        let mut text = format!("{:<10} {:>8} {:>8} {:>8}  before\n", "part", "raw", "gzip", "brotli");
        for row in &self.rows {
            let before =
                old.and_then(|old| old.brotli(&row.name)).map_or_else(|| "-".to_owned(), |bytes| bytes.to_string());
            let _ = writeln!(text, "{row} {before:>7}");
        }
        text
    }
}

impl Display for Row {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:<10} {:>8} {:>8} {:>8}", self.name, self.raw, self.gzip, self.brotli)
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "# Bytes of the kit, written by `cargo xtask size --update`.\n# built by: {}", self.toolchain)?;
        writeln!(f, "# {:<8} {:>8} {:>8} {:>8}", "part", "raw", "gzip", "brotli")?;
        self.rows.iter().try_for_each(|row| writeln!(f, "{row}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_reads_back_as_it_was_written() {
        let row = Row { name: "gate".to_owned(), raw: 9, gzip: 5, brotli: 4 };
        let table = Table {
            toolchain: "a compiler".to_owned(),
            rows: vec![row.clone(), Row::sum("widget", &[row.clone(), row])],
        };
        assert_eq!(Table::parse(&table.to_string()), table);
        assert_eq!(table.brotli("widget"), Some(8));
    }
}
