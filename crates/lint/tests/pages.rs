//! Every rule's page is its manual and its test: the example has the fault as it stands there, "Use instead" has not.
//!
//! `UPDATE=1 cargo test -p assent-lint --test pages` writes what the examples lead to into the pages.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

use assent_lint::rules::{RULES, Rule};
use assent_lint::{Checked, check_over};
use assent_model::Value;
use std::fs;
use std::path::PathBuf;

const TODAY: &str = "2026-11-22";

/// What an example does not say is taken from here: a config in which nothing is found.
fn base() -> Value {
    let text = fs::read_to_string(folder().join("tests/base.json")).unwrap();
    serde_json::from_str::<serde_json::Value>(&text).unwrap().into()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn file(rule: &Rule) -> PathBuf {
    folder().join("src/rules").join(rule.code.replace('-', "_")).with_extension("md")
}

/// The blocks of a language under a heading of a page.
fn blocks(page: &str, heading: &str, language: &str) -> Vec<String> {
    let section = page.split("\n## ").find(|section| section.starts_with(&format!("{heading}\n"))).unwrap_or_default();
    let opening = format!("```{language}\n");
    section.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

fn found(example: &str) -> Checked {
    check_over(example, &base(), TODAY).unwrap()
}

/// The findings of one rule, as the terminal shows them, without colours.
fn shown(checked: &Checked, code: &str) -> String {
    let theme =
        miette::GraphicalTheme { characters: miette::ThemeCharacters::unicode(), styles: miette::ThemeStyles::none() };
    let draw =
        miette::GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100).with_context_lines(1);
    let mut text = String::new();
    for one in checked.diagnostics.iter().filter(|one| one.code == code) {
        let source = miette::NamedSource::new("assent.json", checked.source.text.clone());
        let report = miette::Report::new(one.clone()).with_source_code(source);
        draw.render_report(&mut text, report.as_ref()).unwrap();
    }
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn nothing_is_found_in_the_base() {
    let checked = check_over("{}", &base(), TODAY).unwrap();
    let codes: Vec<String> = checked.diagnostics.iter().map(|one| format!("{} {}", one.code, one.path)).collect();
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn every_page_has_its_parts() {
    for rule in RULES {
        assert!(rule.page.starts_with(&format!("# {}\n\n", rule.code)), "{}: begin the page with its code", rule.code);
        for heading in ["What it does", "Why it is bad", "Source", "Example", "Use instead"] {
            assert!(rule.page.contains(&format!("\n## {heading}\n\n")), "{}: the page has no \"{heading}\"", rule.code);
        }
    }
}

#[test]
fn every_example_has_the_fault_as_it_stands_on_the_page() {
    for rule in RULES {
        let examples = blocks(rule.page, "Example", "json");
        let expected = blocks(rule.page, "Example", "text");
        assert!(!examples.is_empty() && examples.len() == expected.len(), "{}: one text after each example", rule.code);
        let mut page = rule.page.to_owned();
        for (example, expected) in examples.iter().zip(&expected) {
            let checked = found(example);
            let shown = shown(&checked, rule.code);
            assert!(!shown.is_empty(), "{}: the example does not have the fault", rule.code);
            let usable = checked.diagnostics.iter().all(|one| RULES.iter().any(|rule| rule.code == one.code));
            assert!(usable, "{}: the example has other faults: {:?}", rule.code, checked.diagnostics);
            if std::env::var_os("UPDATE").is_some() {
                page = page.replacen(
                    &format!("{example}```\n\n```text\n{expected}```"),
                    &format!("{example}```\n\n```text\n{shown}```"),
                    1,
                );
            } else {
                assert_eq!(shown, *expected, "{}: UPDATE=1 writes the page anew", rule.code);
            }
        }
        if page != rule.page {
            fs::write(file(rule), page).unwrap();
        }
    }
}

#[test]
fn what_to_use_instead_has_no_fault() {
    for rule in RULES {
        let better = blocks(rule.page, "Use instead", "json");
        assert!(!better.is_empty(), "{}: show what to write", rule.code);
        for example in better {
            let all = found(&example).diagnostics;
            let lines: Vec<String> =
                all.iter().map(|one| format!("{} at {}: {}", one.code, one.path, one.message)).collect();
            assert!(lines.is_empty(), "{}: \"Use instead\" is not clean: {lines:#?}", rule.code);
        }
    }
}

#[test]
fn codes_are_kebab_case_unique_and_name_their_file() {
    for (place, rule) in RULES.iter().enumerate() {
        let is_kebab = rule
            .code
            .split('-')
            .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
        assert!(is_kebab, "{}: use lower case letters and hyphens", rule.code);
        assert!(RULES.iter().take(place).all(|other| other.code != rule.code), "{}: this code is taken", rule.code);
        assert!(file(rule).is_file(), "{}: its page is not {}", rule.code, file(rule).display());
    }
}
