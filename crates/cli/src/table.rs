//! Rows of words as a table for a terminal. Knows not what is in it.

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
