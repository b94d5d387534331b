//! Lines and columns of a text, found without reading it anew for each finding. Knows no finding.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;

/// How many bytes beside a span are shown at most: a config may stand on one line of a hundred kilobytes.
const WIDEST: usize = 240;

/// A text that knows where its lines begin.
#[derive(Debug)]
pub struct Lines<'t> {
    name: &'t str,
    text: &'t str,
    starts: Vec<usize>,
}

/// A place as editors name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in UTF-16 code units.
    pub column: usize,
}

impl<'t> Lines<'t> {
    /// Looks for the lines of a text.
    pub fn new(name: &'t str, text: &'t str) -> Lines<'t> {
        let after = text.match_indices('\n').map(|(place, _)| place + 1);
        Lines { name, text, starts: std::iter::once(0).chain(after).collect() }
    }

    /// The place of a byte.
    pub fn place(&self, byte: usize) -> Place {
        let line = self.line(byte);
        let before = self.text.get(self.start(line)..byte).unwrap_or_default();
        Place { line: line + 1, column: before.encode_utf16().count() + 1 }
    }

    /// The line of a byte, from 0.
    fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte).saturating_sub(1)
    }

    /// Where a line begins; the end of the text for one behind it.
    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    /// The bytes around a span that are shown: some lines before and after it, but not much more of long ones.
    fn around(&self, span: Range<usize>, before: usize, after: usize) -> Range<usize> {
        if before == 0 && after == 0 {
            return span;
        }
        let first = self.start(self.line(span.start).saturating_sub(before));
        let behind = self.start(self.line(span.end) + after + 1);
        let widest = span.start.saturating_sub(WIDEST)..span.end + WIDEST;
        self.boundary(first.max(widest.start))..self.boundary(behind.min(widest.end))
    }

    /// The nearest place before a byte, or there, that is not inside of a letter.
    fn boundary(&self, byte: usize) -> usize {
        (0..=byte.min(self.text.len())).rev().find(|&byte| self.text.is_char_boundary(byte)).unwrap_or(0)
    }
}

impl SourceCode for Lines<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let shown = self.around(span.offset()..span.offset() + span.len(), before, after);
        let text = self.text.get(shown.clone()).ok_or(MietteError::OutOfBounds)?;
        // The last end of a line would be shown as an empty line.
        let text = if before + after > 0 { text.trim_end_matches(['\r', '\n']) } else { text };
        let line = self.line(shown.start);
        let column = self.text.get(self.start(line)..shown.start).unwrap_or_default().chars().count();
        let lines = text.lines().count();
        let span = (shown.start, text.len()).into();
        Ok(Box::new(MietteSpanContents::new_named(self.name.to_owned(), text.as_bytes(), span, line, column, lines)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn places_count_from_one_and_in_utf_16() {
        let lines = Lines::new("x", "ab\r\n\u{1f36a}é\n\nc");
        let places = [(0, 1, 1), (3, 1, 4), (4, 2, 1), (8, 2, 3), (10, 2, 4), (11, 3, 1), (12, 4, 1), (13, 4, 2)];
        for (byte, line, column) in places {
            assert_eq!(lines.place(byte), Place { line, column }, "{byte}");
        }
    }

    #[test]
    fn of_a_long_line_only_what_is_near_is_shown() {
        let text = format!("{}x{}", "é".repeat(5000), "é".repeat(5000));
        let lines = Lines::new("x", &text);
        let shown = lines.read_span(&(10_000, 1).into(), 1, 1).unwrap();
        assert!(shown.data().len() <= 2 * WIDEST + 2);
        assert_eq!((shown.line(), shown.column()), (0, 5000 - WIDEST / 2));
    }
}
