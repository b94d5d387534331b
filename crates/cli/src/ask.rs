//! Questions on a terminal, one line each. Knows not what is asked.

use miette::{IntoDiagnostic, Report, Result, miette};
use std::io::{self, BufRead, IsTerminal};

/// Whether somebody is there to answer.
pub fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks until the answer is one; nothing for an empty line. Questions go to standard error, so that what a command
/// prints is its result alone.
///
/// # Errors
/// The input ends before the answer.
pub fn ask<T>(question: &str, read: impl Fn(&str) -> Result<T>) -> Result<Option<T>> {
    ask_in(&mut io::stdin().lock(), question, read)
}

/// Says what is wrong with an answer, on the line of the question.
pub fn complain(report: &Report) {
    let help = report.help().map(|help| format!(". {help}")).unwrap_or_default();
    eprintln!("  {report}{help}");
}

fn ask_in<T>(input: &mut impl BufRead, question: &str, read: impl Fn(&str) -> Result<T>) -> Result<Option<T>> {
    loop {
        eprint!("{question} ");
        let mut line = String::new();
        if input.read_line(&mut line).into_diagnostic()? == 0 {
            eprintln!();
            return Err(miette!("the answers ended too early: nothing was written"));
        }
        let answer = line.trim();
        if answer.is_empty() {
            return Ok(None);
        }
        match read(answer) {
            Ok(value) => return Ok(Some(value)),
            Err(report) => complain(&report),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Result<u32> {
        text.parse().into_diagnostic()
    }

    #[test]
    fn asks_until_the_answer_is_one() {
        assert_eq!(ask_in(&mut "x\n 7 \n8\n".as_bytes(), "?", number).ok().flatten(), Some(7));
        assert_eq!(ask_in(&mut "\n8\n".as_bytes(), "?", number).ok(), Some(None));
        assert!(ask_in(&mut "x".as_bytes(), "?", number).is_err());
    }
}
