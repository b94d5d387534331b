//! Pages as tests read them: their blocks, and what is found in an example. Knows no rule.

#![allow(clippy::unwrap_used, dead_code, reason = "a test may stop, and not each uses all")]

use assent_lint::{Checked, Page, check_completed};
use assent_model::Value;
use std::fs;
use std::path::PathBuf;

/// The date of the checks.
pub const TODAY: &str = "2026-11-22";

/// What an example does not say is taken from here: a config in which nothing is found.
pub fn base() -> Value {
    let text = fs::read_to_string(folder().join("tests/base.json")).unwrap();
    serde_json::from_str::<serde_json::Value>(&text).unwrap().into()
}

/// The folder of the linter.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The file of a page.
pub fn file(page: &Page) -> PathBuf {
    let room = if page.is_rule { "src/rules" } else { "src/faults" };
    folder().join(room).join(page.code.replace('-', "_")).with_extension("md")
}

/// A block of code on a page: what stands behind its opening, and what is in it.
pub struct Block {
    pub info: String,
    pub text: String,
}

/// The blocks under a heading of a page.
pub fn blocks(page: &str, heading: &str) -> Vec<Block> {
    let section = page.split("\n## ").find(|section| section.starts_with(&format!("{heading}\n"))).unwrap_or_default();
    let block = |block: &str| {
        let (info, text) = block.split_once('\n').unwrap_or_default();
        Block { info: info.to_owned(), text: text.to_owned() }
    };
    section.split("```").skip(1).step_by(2).map(block).collect()
}

/// What is found in an example; what it does not say is taken from the base, unless it is marked as `whole`.
pub fn found(example: &Block) -> Checked {
    check_completed(&example.text, |value| completed(example, value), TODAY).unwrap()
}

/// An example as a whole config.
pub fn completed(example: &Block, value: Value) -> Value {
    if example.info == "json whole" { value } else { over(&value, &base()) }
}

/// An object whose missing keys are taken from the base, and whose services are followed by those of the base that it
/// has not, as far as their categories are there.
pub fn over(own: &Value, base: &Value) -> Value {
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

/// The findings of some codes, as the terminal shows them, without colours.
pub fn drawn(checked: &Checked, is_shown: impl Fn(&str) -> bool) -> String {
    let theme =
        miette::GraphicalTheme { characters: miette::ThemeCharacters::unicode(), styles: miette::ThemeStyles::none() };
    let draw =
        miette::GraphicalReportHandler::new_themed(theme).with_links(false).with_width(100).with_context_lines(1);
    let mut text = String::new();
    for one in checked.diagnostics.iter().filter(|one| is_shown(one.code)) {
        let source = miette::NamedSource::new("assent.json", checked.source.text.clone());
        let report = miette::Report::new(one.clone()).with_source_code(source);
        draw.render_report(&mut text, report.as_ref()).unwrap();
    }
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
