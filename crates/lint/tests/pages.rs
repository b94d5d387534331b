//! Every rule's page is its manual and its test: the example has the fault as it stands there, "Use instead" has not.
//!
//! `UPDATE=1 cargo test -p assent-lint --test pages` writes what the examples lead to into the pages.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

mod common;

use assent_lint::{check_completed, page, pages};
use common::{TODAY, base, blocks, drawn, file, folder, found};
use std::fs;

#[test]
fn nothing_is_found_in_the_base() {
    let checked = check_completed("{}", |_| base(), TODAY).unwrap();
    let codes: Vec<String> = checked.diagnostics.iter().map(|one| format!("{} {}", one.code, one.path)).collect();
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn every_page_has_its_parts() {
    for one in pages() {
        assert!(one.text.starts_with(&format!("# {}\n\n", one.code)), "{}: begin the page with its code", one.code);
        for heading in ["What it does", "Why it is bad", "Source", "Example", "Use instead"] {
            assert!(one.text.contains(&format!("\n## {heading}\n\n")), "{}: the page has no \"{heading}\"", one.code);
        }
    }
}

#[test]
fn every_example_has_the_fault_as_it_stands_on_the_page() {
    let mut wrong = Vec::new();
    for one in pages() {
        let blocks = blocks(one.text, "Example");
        let mut page = one.text.to_owned();
        for pair in blocks.chunks(2) {
            let [example, expected] = pair else { panic!("{}: one text after each example", one.code) };
            let checked = found(example);
            let shown = drawn(&checked, |code| code == one.code);
            if shown.is_empty() {
                wrong.push(format!("{}: the example does not have the fault: {:?}", one.code, checked.diagnostics));
            }
            if let Some(other) = checked.diagnostics.iter().find(|other| other.code != one.code) {
                wrong.push(format!("{}: the example has another fault: {} at {}", one.code, other.code, other.path));
            }
            if std::env::var_os("UPDATE").is_some() {
                let block = |text: &str| format!("{}\n{}```\n\n```text\n{text}```", example.info, example.text);
                page = page.replacen(&block(&expected.text), &block(&shown), 1);
            } else if shown != expected.text {
                wrong.push(format!("{}: the page does not show what comes out:\n{shown}", one.code));
            }
        }
        if page != one.text {
            fs::write(file(&one), page).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{}\nUPDATE=1 writes the pages anew.", wrong.join("\n"));
}

#[test]
fn what_to_use_instead_has_no_fault() {
    let mut wrong = Vec::new();
    for one in pages() {
        let better = blocks(one.text, "Use instead");
        assert!(!better.is_empty(), "{}: show what to write", one.code);
        for fault in better.iter().flat_map(|example| found(example).diagnostics) {
            wrong.push(format!("{}: {} at {}: {}", one.code, fault.code, fault.path, fault.message));
        }
    }
    assert!(wrong.is_empty(), "these of \"Use instead\" are not clean:\n{}", wrong.join("\n"));
}

#[test]
fn codes_are_kebab_case_unique_and_name_their_file() {
    for (place, one) in pages().enumerate() {
        let is_kebab = one
            .code
            .split('-')
            .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
        assert!(is_kebab, "{}: use lower case letters and hyphens", one.code);
        assert!(pages().take(place).all(|other| other.code != one.code), "{}: this code is taken", one.code);
        assert!(file(&one).is_file(), "{}: its page is not {}", one.code, file(&one).display());
    }
}

/// Each code that the model or the reader of the text can give stands in its source.
#[test]
fn every_code_that_can_come_out_has_a_page() {
    let sources = [folder().join("src/source.rs"), folder().join("../model/src")];
    let mut codes = Vec::new();
    for text in sources.iter().flat_map(|source| texts(source)) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for opening in ["Diagnostic::new(", "faults.add(", "code: "] {
            codes.extend(code.split(opening).skip(1).filter_map(|rest| quoted(rest).map(str::to_owned)));
        }
    }
    assert!(codes.len() > 25, "the codes are no longer found where this test looks for them: {codes:?}");
    for code in codes {
        assert!(page(&code).is_some(), "crates/lint/src/faults.rs: add the fault {code} and its page");
    }
}

/// The text in quotes that stands first.
fn quoted(rest: &str) -> Option<&str> {
    rest.trim_start().strip_prefix('"')?.split('"').next()
}

/// The texts of a file, or of the files of a folder.
fn texts(path: &std::path::Path) -> Vec<String> {
    if path.is_file() {
        return vec![fs::read_to_string(path).unwrap()];
    }
    fs::read_dir(path).unwrap().flat_map(|entry| texts(&entry.unwrap().path())).collect()
}
