//! A report as workflow commands of GitHub Actions. Knows no terminal.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use super::{Lines, Report};
use assent_lint::{Diagnostic, Severity};
use std::io::{self, Write};

pub fn print(reports: &[Report], out: &mut impl Write) -> io::Result<()> {
    for report in reports {
        let lines = Lines::new(&report.name, &report.text);
        for one in &report.findings {
            writeln!(out, "{}", command(one, &report.name, &lines))?;
        }
    }
    Ok(())
}

fn command(one: &Diagnostic, name: &str, lines: &Lines<'_>) -> String {
    let level = match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let (start, end) = (lines.place(one.span.start), lines.place(one.span.end));
    let name = property(name);
    let mut places = format!("file={name},line={},endLine={},", start.line, end.line);
    // GitHub takes columns within one line alone.
    if start.line == end.line {
        places.push_str(&format!("col={},endColumn={},", start.column, end.column));
    }
    let text = data(&format!("{}. {}", one.message, one.help));
    format!("::{level} {places}title={}::{text}", property(one.code))
}

/// A text as a command takes it: <https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts>
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as the value of a property, where `:` and `,` mean something too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_the_command_or_a_property() {
        let mut one =
            Diagnostic::new("a-rule", Severity::Warning, 2..5, "100 %\r\n::error::x".into(), "a, b: c".into());
        one.path = "x".into();
        let lines = Lines::new("x", "{\"a\": 1}");
        let command = command(&one, "a,b:c%\n.json", &lines);
        assert_eq!(
            command,
            "::warning file=a%2Cb%3Ac%25%0A.json,line=1,endLine=1,col=3,endColumn=6,title=a-rule::\
             100 %25%0D%0A::error::x. a, b: c"
        );
    }
}
