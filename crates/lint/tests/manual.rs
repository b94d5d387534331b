//! `docs/rules` holds every page as readers find it, with a list of them. Knows no rule.
//!
//! `UPDATE=1 cargo test -p assent-lint --test manual` writes it anew.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

mod common;

use assent_lint::{Page, pages};
use common::{blocks, folder, found};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

const HEAD: &str =
    "<!-- Written by `UPDATE=1 cargo test -p assent-lint --test manual`. Change the page beside the rule. -->\n";

fn manual() -> PathBuf {
    folder().join("../../docs/rules")
}

/// The files of the manual: name and text.
fn files() -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> =
        pages().map(|page| (format!("{}.md", page.code), format!("{HEAD}{}", with_facts(&page)))).collect();
    files.insert("README.md".to_owned(), format!("{HEAD}{}", list()));
    files
}

/// A page with what the list of rules says of it, below its first sentence.
fn with_facts(page: &Page) -> String {
    let (title, rest) = page.text.split_once("\n\n").unwrap();
    let (summary, rest) = rest.split_once("\n\n").unwrap();
    let source = format!("../../crates/lint/src/{}/{}", room(page), page.code.replace('-', "_"));
    let check = if page.is_rule { format!(" · [check]({source}.rs)") } else { String::new() };
    format!("{title}\n\n{summary}\n\n{}{check}\n\n{rest}", facts(page).join(" · "))
}

fn room(page: &Page) -> &'static str {
    if page.is_rule { "rules" } else { "faults" }
}

fn facts(page: &Page) -> Vec<String> {
    let mut facts = vec![page.severity.name().to_owned(), page.places()];
    facts.push(if page.is_rule { "may be allowed".to_owned() } else { "keeps the config from being used".to_owned() });
    if is_mended(page) {
        facts.push("`--fix` mends it".to_owned());
    }
    facts
}

fn is_mended(page: &Page) -> bool {
    let examples = blocks(page.text, "Example");
    examples.iter().step_by(2).any(|example| found(example).diagnostics.iter().any(|one| one.fix.is_some()))
}

fn list() -> String {
    let row = |page: Page| {
        let fix = if is_mended(&page) { "yes" } else { "" };
        let (code, severity, places) = (page.code, page.severity.name(), page.places());
        format!("| [`{code}`]({code}.md) | {severity} | {places} | {fix} | {} |\n", page.summary())
    };
    let head = "| code | severity | where | `--fix` | what |\n|---|---|---|---|---|\n";
    let (rules, faults): (Vec<Page>, Vec<Page>) = pages().partition(|page| page.is_rule);
    let count = rules.len();
    let rows = |pages: Vec<Page>| pages.into_iter().map(row).collect::<String>();
    format!(
        "# What `assent check` finds\n\n[docs/check.md](../check.md) says how it is run and what the columns mean.\n\n\
         ## Rules\n\n{count} rules. A config may allow each of them, with a reason.\n\n{head}{}\n\
         ## Faults\n\nWith these a config cannot be used, so that they cannot be allowed.\n\n{head}{}",
        rows(rules),
        rows(faults)
    )
}

#[test]
fn the_manual_is_what_the_pages_say() {
    let expected = files();
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(manual());
        fs::create_dir_all(manual()).unwrap();
        for (name, text) in &expected {
            fs::write(manual().join(name), text).unwrap();
        }
    }
    let there: BTreeMap<String, String> = fs::read_dir(manual())
        .unwrap_or_else(|error| panic!("docs/rules: {error}; UPDATE=1 writes it"))
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap()))
        .collect();
    let stale: Vec<&String> =
        expected.keys().chain(there.keys()).filter(|name| expected.get(*name) != there.get(*name)).collect();
    assert!(stale.is_empty(), "docs/rules is stale: {stale:?}; UPDATE=1 writes it anew");
}
