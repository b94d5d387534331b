//! The words that a site may show: those of its config, its cards and its language file. Knows no page.

use crate::page::json_file;
use anyhow::Result;
use serde_json::Value;
use std::collections::BTreeSet;

/// All words of one site in one language.
pub(super) struct Words {
    whole: BTreeSet<String>,
    /// Texts with placeholders, cut at them: `["Policy in force since ", ""]`.
    patterns: Vec<Vec<String>>,
}

impl Words {
    /// With the date of the policy, as the language writes it.
    pub(super) fn new(config: &Value, language: &str, date: Option<String>) -> Result<Self> {
        let mut texts: BTreeSet<String> = date.into_iter().collect();
        collect(&json_file(&format!("dist/languages/{language}.json"))?, &mut texts);
        let members = config.as_object().into_iter().flatten();
        members.filter(|(key, _)| *key != "texts").for_each(|(_, value)| collect(value, &mut texts));
        collect(&config["texts"][language], &mut texts);
        let catalogue = assent_catalogue::cards_json()?;
        let used = config["services"].as_array().into_iter().flatten().filter_map(|service| service["use"].as_str());
        used.for_each(|id| collect(&catalogue[id], &mut texts));
        let (patterns, whole) = texts.into_iter().partition(|text| text.contains('{'));
        let patterns: BTreeSet<String> = patterns;
        Ok(Self { whole, patterns: patterns.iter().map(|pattern| cut(pattern)).collect() })
    }

    /// Whether a text is made of these words alone.
    pub(super) fn explain(&self, text: &str) -> bool {
        self.whole.contains(text)
            || is_number_or_date(text)
            || self.patterns.iter().any(|pattern| self.fits(pattern, text))
            || ["; ", ", "].iter().any(|joint| self.is_joined(text, joint))
    }

    fn is_joined(&self, text: &str, joint: &str) -> bool {
        text.match_indices(joint).any(|(at, _)| {
            self.explain(text.get(..at).unwrap_or_default())
                && self.explain(text.get(at + joint.len()..).unwrap_or_default())
        })
    }

    /// Whether a text is this pattern, with known words in the place of its placeholders.
    fn fits(&self, pattern: &[String], text: &str) -> bool {
        let Some((first, rest)) = pattern.split_first() else { return false };
        let Some(text) = text.strip_prefix(first.as_str()) else { return false };
        let Some((next, _)) = rest.split_first() else { return text.is_empty() };
        let ends = if next.is_empty() {
            vec![text.len()]
        } else {
            text.match_indices(next.as_str()).map(|(at, _)| at).collect()
        };
        ends.into_iter().any(|end| {
            let (value, rest_of_text) = (text.get(..end).unwrap_or_default(), text.get(end..).unwrap_or_default());
            (self.whole.contains(value) || is_number_or_date(value)) && self.fits(rest, rest_of_text)
        })
    }

    /// What a site must show: each service's title, vendor and items, as the config or else the card has them.
    /// A title may be the name of a text, in the config's own texts or in the language file.
    pub(super) fn needed(config: &Value, language: &str) -> Result<BTreeSet<String>> {
        let language_file = json_file(&format!("dist/languages/{language}.json"))?;
        let catalogue = assent_catalogue::cards_json()?;
        let mut needed = BTreeSet::new();
        for service in config["services"].as_array().into_iter().flatten() {
            let card = service["use"].as_str().map_or(&Value::Null, |id| &catalogue[id]);
            let of = |key: &str| if service[key].is_null() { card[key].clone() } else { service[key].clone() };
            let items = of("items");
            let names = items.as_array().into_iter().flatten().map(|item| item["name"].clone());
            let title = of("title");
            let key = format!("title.{}", title.as_str().unwrap_or_default());
            let named = [&config["texts"][language][&key], &language_file[&key], &title]
                .into_iter()
                .find(|text| text.is_string());
            let all = named.cloned().into_iter().chain([of("vendor")["name"].clone()]).chain(names);
            needed.extend(all.filter_map(|value| value.as_str().map(str::to_owned)));
        }
        Ok(needed)
    }
}

fn collect(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(into.insert(text.clone())),
        Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
        Value::Object(entries) => entries.values().for_each(|value| collect(value, into)),
        _ => {}
    }
}

/// Cuts a text at its placeholders.
fn cut(text: &str) -> Vec<String> {
    let mut pieces = text.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.map(|piece| piece.split_once('}').map_or("", |(_, after)| after).to_owned());
    std::iter::once(first).chain(rest).collect()
}

fn is_number_or_date(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '-')
}
