//! `assent services`: finds cards by what people know of a service. Knows no card by name.

use crate::card::Card;
use crate::table::table;
use crate::{Outcome, output};
use assent_model::fault::{did_you_mean, listed};
use assent_model::{Texts, Value};
use clap::ValueEnum;
use miette::{IntoDiagnostic, Result};
use serde_json::json;

/// List the services of the catalogue, or find some: who sets the cookie _fbp?
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// A part of an id, a name, a vendor, a host, or the name of a cookie; all services without it
    word: Option<String>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

const HELP: &str = "Examples:
  assent services _fbp                     who sets this cookie
  assent services connect.facebook.net     whose host this is
  assent services maps --format json

`assent add ID` then puts a service into the config.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A line for each service
    Table,
    /// A list of objects
    Json,
}

/// Prints what is found.
///
/// # Errors
/// The catalogue cannot be read.
pub fn run(args: &Args) -> Result<Outcome> {
    let cards = Card::all()?;
    let texts = assent_catalogue::texts("en").unwrap_or_default();
    let word = args.word.as_deref().unwrap_or_default().trim();
    let mut found: Vec<Found<'_>> = cards.iter().filter_map(|card| Found::by(card, word, &texts)).collect();
    found.sort_by_key(|found| found.rank);
    match args.format {
        Format::Table => output::print(&lines(&found, &texts))?,
        Format::Json => output::print(&json(&found, &texts)?)?,
    }
    if found.is_empty() {
        eprintln!("No card has \"{word}\" in it.{}", near(word, &cards, &texts));
        return Ok(Outcome::Findings);
    }
    Ok(Outcome::Clean)
}

/// A card, and by what it was found.
struct Found<'a> {
    card: &'a Card,
    /// What is nearer to the word is lower.
    rank: u8,
    by: Vec<String>,
}

impl<'a> Found<'a> {
    fn by(card: &'a Card, word: &str, texts: &Texts) -> Option<Found<'a>> {
        let lower = word.to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&lower);
        let items = card.said.list("items").iter().filter(|item| is_named(item, &lower));
        let hosts = card.said.texts("hosts").into_iter().filter(|host| is_host(host, &lower));
        let mut by: Vec<String> =
            items.map(|item| texts.named("type", item.text("type").unwrap_or_default()) + " " + name(item)).collect();
        by.extend(hosts);
        let is_exact =
            card.id == lower || card.said.list("items").iter().any(|item| name(item).to_lowercase() == lower);
        let rank = if is_exact { 0 } else { u8::from(by.is_empty()) + 1 };
        let is_found = has(&card.id) || has(&card.named(texts, "title")) || has(&card.vendor(texts)) || !by.is_empty();
        if word.is_empty() {
            by.clear();
        }
        is_found.then_some(Found { card, rank, by })
    }
}

fn name(item: &Value) -> &str {
    item.text("name").unwrap_or_default()
}

/// Whether an item is called so, in part or with its `*` filled.
fn is_named(item: &Value, word: &str) -> bool {
    let name = name(item).to_lowercase();
    !name.is_empty() && (name.contains(word) || fits(&name, word))
}

/// Whether a host is named so, in part, or is the holder of such a subdomain.
fn is_host(host: &str, word: &str) -> bool {
    host.contains(word) || word.strip_suffix(host).is_some_and(|rest| rest.ends_with('.'))
}

/// Whether a name with `*` for anything fits another.
fn fits(pattern: &str, name: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut left) = name.strip_prefix(start) else { return false };
    let mut pieces = rest.split('*').peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return left.ends_with(piece);
        }
        let Some((_, after)) = left.split_once(piece) else { return false };
        left = after;
    }
    true
}

fn lines(found: &[Found<'_>], texts: &Texts) -> String {
    let row = |found: &Found<'_>| {
        let card = found.card;
        let by = match found.by.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [one, rest @ ..] => format!("{one} and {} more", rest.len()),
        };
        [card.id.clone(), card.named(texts, "title"), card.category().to_owned(), card.vendor(texts), by]
    };
    table(&found.iter().map(row).collect::<Vec<_>>())
}

fn json(found: &[Found<'_>], texts: &Texts) -> Result<String> {
    let one = |found: &Found<'_>| {
        let card = found.card;
        let parameters: Vec<&str> = card.parameters().into_iter().map(|(name, _)| name).collect();
        json!({
            "id": card.id, "title": card.named(texts, "title"), "category": card.category(),
            "vendor": card.said.get("vendor"), "hosts": card.said.texts("hosts"), "hasScript": card.has_script(),
            "parameters": parameters, "foundBy": found.by,
        })
    };
    let all: Vec<_> = found.iter().map(one).collect();
    serde_json::to_string_pretty(&all).into_diagnostic().map(|text| text + "\n")
}

/// What the author may have meant, as a sentence.
fn near(word: &str, cards: &[Card], texts: &Texts) -> String {
    let mut names: Vec<String> = Vec::new();
    for card in cards {
        let items = card.said.list("items").iter().map(|item| name(item).to_owned());
        let said =
            format!("{} {}", card.named(texts, "title"), card.said.part("vendor").text("name").unwrap_or_default());
        let said = [vec![said], card.said.texts("hosts")].concat().join(" ");
        let words = said.split([' ', ',', '.']).filter(|word| word.len() > 2).map(str::to_owned).collect::<Vec<_>>();
        names.extend(std::iter::once(card.id.clone()).chain(words).chain(items));
    }
    names.retain(|name| !name.is_empty() && !did_you_mean(word, &[name]).is_empty());
    names.sort();
    names.dedup_by(|a, b| a.eq_ignore_ascii_case(b));
    names.truncate(5);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if names.is_empty() { String::new() } else { format!(" Near to it: {}.", listed(&names)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything() {
        for (pattern, name) in
            [("_pk_id*", "_pk_id.1.abc"), ("a*b*c", "a-b-b-c"), ("*x", "x"), ("a**c", "abc"), ("a", "a")]
        {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("_pk_id*", "_pk_i"), ("a*b*c", "a-c"), ("a*b", "a-b-"), ("ab*ba", "aba"), ("a", "ab")]
        {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
    }

    #[test]
    fn subdomains_belong_to_their_host() {
        assert!(is_host("example.com", "www.example.com") && is_host("www.example.com", "example"));
        assert!(!is_host("example.com", "badexample.com.net") && !is_host("a.example", "ba.example"));
    }
}
