//! The tables of `docs/config.md`, from those that check a config. Knows no sentence of the page around them.
//!
//! A table stands between `<!-- keys of services[] -->` and `<!-- end of keys -->`; the words behind "keys of" are the
//! place of an object in the config, none being the whole. What has a table of its own on the page is only named in
//! the others.

use anyhow::{Context, Result};
use assent_model::schema::rule_name;
use assent_model::shape::{CONFIG, Key, Need, Shape, join};
use std::fmt::Write;

const START: &str = "<!-- keys of";
const END: &str = "<!-- end of keys -->";

/// The page with its tables made anew.
///
/// # Errors
/// A marker has no end, or names a place that no config has.
pub(super) fn fill(page: &str) -> Result<String> {
    let sections = sections(page);
    let mut filled = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(START) {
        let (place, after) = after.split_once("-->").context("a marker does not end")?;
        let (_, after) = after.split_once(END).context("a table does not end")?;
        let table = Tables { sections: &sections }.of(place.trim())?;
        filled.push_str(before);
        let _ = write!(filled, "{START}{place}-->\n{table}{END}");
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The places that have a section of their own, and the anchor of its heading.
fn sections(page: &str) -> Vec<(String, String)> {
    let mut sections = vec![];
    let mut anchor = String::new();
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("##") {
            anchor = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        }
        let place = line.strip_prefix(START).and_then(|rest| rest.strip_suffix("-->"));
        sections.extend(place.map(|place| (place.trim().to_owned(), anchor.clone())));
    }
    sections
}

struct Tables<'a> {
    sections: &'a [(String, String)],
}

impl Tables<'_> {
    fn of(&self, place: &str) -> Result<String> {
        let shape = find(&CONFIG, place).with_context(|| format!("no config has a place {place:?}"))?;
        let mut table = "| key | what it is | what it says | default |\n|---|---|---|---|\n".to_owned();
        self.rows(shape, place, "", &mut table);
        Ok(table)
    }

    /// A row for each key of an object, and for each key below it.
    fn rows(&self, shape: &'static Shape, place: &str, prefix: &str, table: &mut String) {
        let Shape::Object(groups) = shape else { return };
        for key in groups.iter().flat_map(|group| group.iter()) {
            let (place, name) = (join(place, key.name), join(prefix, key.name));
            let (inner, step) = inner(&key.shape);
            let (inner_place, inner_name) = ([place.as_str(), step].concat(), [name.as_str(), step].concat());
            let anchor = self.anchor(&inner_place);
            let _ = writeln!(table, "{}", row(key, &name, anchor));
            if anchor.is_none() {
                self.rows(inner, &inner_place, &inner_name, table);
            }
        }
    }

    fn anchor(&self, place: &str) -> Option<&str> {
        // Steps are the same wherever they stand, and explained by examples.
        let is_step = ["script.steps[]", "signals.before[]", "signals.granted[]", "signals.denied[]"]
            .iter()
            .any(|end| place.ends_with(end));
        let own = self.sections.iter().find(|(known, _)| known == place).map(|(_, anchor)| anchor.as_str());
        own.or(is_step.then_some("steps"))
    }
}

/// The shape that has the keys below this one, and how its place is written.
fn inner(shape: &'static Shape) -> (&'static Shape, &'static str) {
    match shape {
        Shape::List(each) => (each, "[]"),
        Shape::Map(_, each) => (each, ".*"),
        Shape::FlagOr(more) => (more, ""),
        _ => (shape, ""),
    }
}

/// The shape at a place, such as `services[].items[]`.
fn find(shape: &'static Shape, place: &str) -> Option<&'static Shape> {
    let mut shape = shape;
    for name in place.split('.').filter(|name| !name.is_empty() && *name != "*") {
        let Shape::Object(groups) = shape else { return None };
        let key = groups.iter().flat_map(|group| group.iter()).find(|key| key.name == name.trim_end_matches("[]"))?;
        shape = inner(&key.shape).0;
    }
    Some(shape)
}

fn row(key: &Key, name: &str, anchor: Option<&str>) -> String {
    let mut about = key.said.about.to_owned();
    if let Some(example) = key.said.example {
        let _ = write!(about, " Such as `{example}`.");
    }
    if let Some(anchor) = anchor {
        let _ = write!(about, " [More](#{anchor}).");
    }
    let default = match (key.need, key.said.default) {
        (Need::Must, _) => "needed".to_owned(),
        (_, Some(default)) => format!("`{default}`"),
        _ => String::new(),
    };
    let cells = [format!("`{name}`"), kind(&key.shape), about, default].map(|cell| cell.replace('|', "\\|"));
    format!("| {} |", cells.join(" | "))
}

/// What a value is, in a word or two.
fn kind(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Ruled(rule) => rule_name(rule).replace("color", "colour"),
        Shape::OneOf(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Shape::Flag => "`true` or `false`".to_owned(),
        Shape::Whole(0, u32::MAX) => "whole number".to_owned(),
        Shape::Whole(least, most) => format!("{least} to {most}"),
        Shape::List(each) => format!("list: {}", kind(each)),
        Shape::Map(..) | Shape::Object(_) => "object".to_owned(),
        Shape::FlagOr(_) => "`true`, `false` or object".to_owned(),
        Shape::Any => "anything".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_the_tables_stays() {
        let page = "before\n<!-- keys of theme -->\nold\n<!-- end of keys -->\nafter\n";
        let filled = fill(page).unwrap();
        assert!(filled.starts_with("before\n<!-- keys of theme -->\n| key |"), "{filled}");
        assert!(filled.contains("| `accent` | colour |"), "{filled}");
        assert!(filled.ends_with("<!-- end of keys -->\nafter\n") && !filled.contains("old"), "{filled}");
        assert_eq!(fill(&filled).unwrap(), filled);
    }

    #[test]
    fn a_place_that_is_not_there_is_an_error() {
        assert!(fill("<!-- keys of them -->\n<!-- end of keys -->").is_err());
        assert!(fill("<!-- keys of theme -->").is_err());
    }
}
