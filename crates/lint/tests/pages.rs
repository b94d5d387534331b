//! Every rule's page is its manual and its test: the example has the fault as it stands there, "Use instead" has not.
//!
//! `UPDATE=1 cargo test -p assent-lint --test pages` writes what the examples lead to into the pages.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

use assent_lint::rules::{RULES, Rule};
use assent_lint::{Checked, check_completed};
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

/// A block of code on a page: what stands behind its opening, and what is in it.
struct Block {
    info: String,
    text: String,
}

/// The blocks under a heading of a page.
fn blocks(page: &str, heading: &str) -> Vec<Block> {
    let section = page.split("\n## ").find(|section| section.starts_with(&format!("{heading}\n"))).unwrap_or_default();
    let block = |block: &str| {
        let (info, text) = block.split_once('\n').unwrap_or_default();
        Block { info: info.to_owned(), text: text.to_owned() }
    };
    section.split("```").skip(1).step_by(2).map(block).collect()
}

/// What is found in an example; what it does not say is taken from the base, unless it is marked as `whole`.
fn found(example: &Block) -> Checked {
    let complete = |value| if example.info == "json whole" { value } else { over(&value, &base()) };
    check_completed(&example.text, complete, TODAY).unwrap()
}

/// An object whose missing keys are taken from the base, and whose services are followed by those of the base that it
/// has not, as far as their categories are there.
fn over(own: &Value, base: &Value) -> Value {
    let missing = base.entries().iter().filter(|(key, _)| own.get(key).is_none());
    let mut all: Vec<(String, Value)> = own.entries().iter().chain(missing).cloned().collect();
    let has = |list: &str, key: &str, id: Option<&str>| own.list(list).iter().any(|one| one.text(key) == id);
    let more = base.list("services").iter().filter(|service| {
        let is_asked = own.get("categories").is_none() || has("categories", "id", service.text("category"));
        is_asked && !has("services", "use", service.text("use"))
    });
    if let Some((_, Value::List(services))) = all.iter_mut().find(|(key, _)| key == "services") {
        if own.get("services").is_some() {
            services.extend(more.cloned());
        }
    }
    Value::Object(all)
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
    let checked = check_completed("{}", |_| base(), TODAY).unwrap();
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
    let mut wrong = Vec::new();
    for rule in RULES {
        let blocks = blocks(rule.page, "Example");
        let mut page = rule.page.to_owned();
        for pair in blocks.chunks(2) {
            let [example, expected] = pair else { panic!("{}: one text after each example", rule.code) };
            let checked = found(example);
            let shown = shown(&checked, rule.code);
            if shown.is_empty() {
                wrong.push(format!("{}: the example does not have the fault: {:?}", rule.code, checked.diagnostics));
            }
            if let Some(other) = checked.diagnostics.iter().find(|one| one.code != rule.code) {
                wrong.push(format!("{}: the example has another fault: {} at {}", rule.code, other.code, other.path));
            }
            if std::env::var_os("UPDATE").is_some() {
                let block = |text: &str| format!("{}\n{}```\n\n```text\n{text}```", example.info, example.text);
                page = page.replacen(&block(&expected.text), &block(&shown), 1);
            } else if shown != expected.text {
                wrong.push(format!("{}: the page does not show what comes out:\n{shown}", rule.code));
            }
        }
        if page != rule.page {
            fs::write(file(rule), page).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{}\nUPDATE=1 writes the pages anew.", wrong.join("\n"));
}

#[test]
fn what_to_use_instead_has_no_fault() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let better = blocks(rule.page, "Use instead");
        assert!(!better.is_empty(), "{}: show what to write", rule.code);
        for one in better.iter().flat_map(|example| found(example).diagnostics) {
            wrong.push(format!("{}: {} at {}: {}", rule.code, one.code, one.path, one.message));
        }
    }
    assert!(wrong.is_empty(), "these of \"Use instead\" are not clean:\n{}", wrong.join("\n"));
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
