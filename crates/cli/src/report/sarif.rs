//! A report as SARIF, version 2.1.0, for code scanning. Knows no terminal.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use super::{Lines, Report};
use assent_lint::{Diagnostic, Page, Severity, page};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::ops::Range;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub fn print(reports: &[Report], out: &mut impl Write) -> io::Result<()> {
    let codes = codes(reports);
    let rules: Vec<Value> = codes.iter().filter_map(|code| page(code)).map(rule).collect();
    let results = reports.iter().flat_map(|report| {
        let lines = Lines::new(&report.name, &report.text);
        let results: Vec<Value> = report.findings.iter().map(|one| result(one, report, &lines, &codes)).collect();
        results
    });
    let run = json!({
        "tool": { "driver": { "name": "assent", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
        "columnKind": "utf16CodeUnits",
        "results": results.collect::<Vec<_>>(),
    });
    writeln!(out, "{:#}", json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }))
}

/// The codes that were found, each once, in the order in which results name them by number.
fn codes(reports: &[Report]) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> =
        reports.iter().flat_map(|report| report.findings.iter().map(|one| one.code)).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn rule(page: Page) -> Value {
    json!({
        "id": page.code,
        "shortDescription": { "text": page.summary() },
        "help": { "text": format!("assent explain {}", page.code), "markdown": page.text },
        "defaultConfiguration": { "level": level(page.severity) },
    })
}

fn result(one: &Diagnostic, report: &Report, lines: &Lines<'_>, codes: &[&str]) -> Value {
    let others = one.others.iter().enumerate().map(|(id, (span, what))| {
        let mut place = location(span, report, lines);
        if let Value::Object(members) = &mut place {
            members.insert("id".to_owned(), json!(id));
            members.insert("message".to_owned(), json!({ "text": what }));
        }
        place
    });
    json!({
        "ruleId": one.code,
        "ruleIndex": codes.iter().position(|code| *code == one.code),
        "level": level(one.severity),
        "message": { "text": format!("{}. {}", one.message, one.help) },
        "locations": [location(&one.span, report, lines)],
        "relatedLocations": others.collect::<Vec<_>>(),
    })
}

fn location(span: &Range<usize>, report: &Report, lines: &Lines<'_>) -> Value {
    let (start, end) = (lines.place(span.start), lines.place(span.end));
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(&report.name) },
        "region": {
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        },
    } })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// A path as a reference of a URI: <https://www.rfc-editor.org/rfc/rfc3986#section-4.1>
fn uri(path: &str) -> String {
    let slashed = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let mut uri = String::from(if slashed.starts_with('/') { "file://" } else { "" });
    for byte in slashed.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("a b/é.json"), "a%20b/%C3%A9.json");
        assert_eq!(uri("/tmp/a.json"), "file:///tmp/a.json");
        assert_eq!(uri("c:x"), "c%3Ax");
    }
}
