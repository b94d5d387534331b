//! A report as JSON, which docs/check.md describes. Knows no terminal.

use super::{Lines, Place, Report};
use assent_lint::{Diagnostic, Fix, Severity};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::ops::Range;

/// Raised when a member goes or changes its meaning.
const VERSION: u32 = 1;

pub fn print(reports: &[Report], out: &mut impl Write) -> io::Result<()> {
    let files: Vec<Value> = reports.iter().map(file).collect();
    writeln!(out, "{:#}", json!({ "version": VERSION, "files": files }))
}

fn file(report: &Report) -> Value {
    let lines = Lines::new(&report.name, &report.text);
    json!({
        "file": report.name,
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "advice": report.count(Severity::Advice),
        "findings": report.findings.iter().map(|one| finding(one, &lines)).collect::<Vec<_>>(),
    })
}

fn finding(one: &Diagnostic, lines: &Lines<'_>) -> Value {
    let others = one.others.iter().map(|(span, what)| json!({ "message": what, "span": region(span, lines) }));
    json!({
        "code": one.code,
        "severity": one.severity.name(),
        "message": one.message,
        "help": one.help,
        "page": one.page(),
        "path": one.path,
        "span": region(&one.span, lines),
        "others": others.collect::<Vec<_>>(),
        "fix": one.fix.as_ref().map(fix),
    })
}

fn region(span: &Range<usize>, lines: &Lines<'_>) -> Value {
    let place = |byte: usize| {
        let Place { line, column } = lines.place(byte);
        json!({ "line": line, "column": column, "byte": byte })
    };
    json!({ "start": place(span.start), "end": place(span.end) })
}

fn fix(fix: &Fix) -> Value {
    match fix {
        Fix::Set(path, value) => json!({ "set": path, "value": value }),
        Fix::Append(path, value) => json!({ "append": path, "value": value }),
        Fix::Remove(path) => json!({ "remove": path }),
    }
}
