//! The declaration as Markdown, with tables as GitHub has them. Knows no text of its own.

use super::columns;
use assent_model::view::{Fact, ItemView, ServiceView, View};
use std::fmt::Write;

/// A section for the page of the policy. Texts are escaped: nothing from a config is markup.
pub(super) fn of(view: &View) -> String {
    let mut text = String::new();
    for category in &view.categories {
        let _ = write!(text, "## {}\n\n{}\n\n", escaped(&category.title), escaped(&category.text));
        category.services.iter().for_each(|service| add_service(service, view, &mut text));
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}

fn add_service(service: &ServiceView, view: &View, text: &mut String) {
    let _ = write!(text, "### {}\n\n", escaped(&service.title));
    if let Some(purpose) = &service.purpose {
        let _ = write!(text, "{}\n\n", escaped(purpose));
    }
    service.facts.iter().for_each(|fact| add_fact(fact, text));
    if !service.facts.is_empty() {
        text.push('\n');
    }
    if service.items.is_empty() {
        return;
    }
    let _ = write!(text, "{}:\n\n", escaped(view.texts.get("items.title")));
    add_row(columns(view), text);
    text.push_str("|---|---|---|---|\n");
    service
        .items
        .iter()
        .for_each(|ItemView { name, kind, purpose, duration }| add_row([name, kind, purpose, duration], text));
    text.push('\n');
}

fn add_fact(fact: &Fact, text: &mut String) {
    let said = escaped(&fact.text);
    let said = fact.link.as_ref().map_or_else(|| said.clone(), |link| format!("[{said}](<{}>)", address(link)));
    let _ = writeln!(text, "- {}: {said}", escaped(&fact.label));
}

fn add_row(cells: [&str; 4], text: &mut String) {
    let _ = writeln!(text, "| {} |", cells.map(escaped).join(" | "));
}

/// A text as it stands in Markdown: what could be a sign of it is preceded by a backslash, and it is one line.
/// <https://spec.commonmark.org/0.31.2/#backslash-escapes>
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if "\\`*_{}[]<>#+|~&!".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// An address between angle brackets, where neither these nor a backslash may stand.
fn address(link: &str) -> String {
    link.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C").replace(['\n', '\r'], "")
}
