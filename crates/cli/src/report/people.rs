//! Reports for people: with the lines of the file and carets, or as plain sentences. Knows no colour by name.

use super::{Lines, Report};
use assent_lint::{Diagnostic, Severity};
use miette::{GraphicalReportHandler, GraphicalTheme, NarratableReportHandler, ReportHandler, SourceCode};
use std::fmt;
use std::io::{self, Write};

/// Columns where the terminal does not tell how many it has.
const WIDTH: usize = 100;

pub fn graphical(reports: &[Report], out: &mut impl Write) -> io::Result<()> {
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
    let draw = GraphicalReportHandler::new_themed(GraphicalTheme::unicode()).with_links(false).with_width(width);
    findings(reports, &draw.with_context_lines(1), out)
}

pub fn narratable(reports: &[Report], out: &mut impl Write) -> io::Result<()> {
    findings(reports, &NarratableReportHandler::new(), out)
}

fn findings(reports: &[Report], draw: &dyn ReportHandler, out: &mut impl Write) -> io::Result<()> {
    for report in reports {
        let lines = Lines::new(&report.name, &report.text);
        for one in &report.findings {
            writeln!(out, "{}", Drawn(&Placed(one, &lines), draw))?;
        }
        writeln!(out, "{}", summary(report))?;
    }
    Ok(())
}

/// How it went, in one line.
fn summary(report: &Report) -> String {
    let counted = |severity, one: &str, many: &str| match report.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let counts = [
        counted(Severity::Error, "error", "errors"),
        counted(Severity::Warning, "warning", "warnings"),
        counted(Severity::Advice, "piece of advice", "pieces of advice"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() {
        return format!("{}: nothing to mend", report.name);
    }
    let mendable = match report.mendable() {
        0 => String::new(),
        count => format!("; --fix mends {count} of them"),
    };
    format!("{}: {}{mendable}", report.name, counts.join(", "))
}

/// A finding with the text that it is about.
#[derive(Debug)]
struct Placed<'a>(&'a Diagnostic, &'a Lines<'a>);

impl fmt::Display for Placed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.0, f)
    }
}

impl std::error::Error for Placed<'_> {}

impl miette::Diagnostic for Placed<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.code()
    }

    fn severity(&self) -> Option<miette::Severity> {
        miette::Diagnostic::severity(self.0)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.help()
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.url()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = miette::LabeledSpan> + '_>> {
        self.0.labels()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.1)
    }
}

/// A finding as it is drawn.
struct Drawn<'a>(&'a Placed<'a>, &'a dyn ReportHandler);

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.1.debug(self.0, f)
    }
}
