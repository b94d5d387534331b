//! `assent add`: puts a service into a config, and leaves all else in it as its author wrote it. Knows no card by name.

use crate::ask::{ask, is_terminal};
use crate::card::Card;
use crate::site::{self, Site};
use crate::{Outcome, clock, files, out};
use assent_lint::{Fix, check, mend};
use assent_model::Value;
use assent_model::shape::at;
use miette::{IntoDiagnostic, Result, miette};
use std::path::PathBuf;

/// Add a service of the catalogue to a config, and its category if it is missing
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// The id of a card: `assent services WORD` finds it
    service: String,
    /// The config
    #[arg(long, value_name = "FILE", default_value = "assent.json")]
    config: PathBuf,
    /// A parameter of the card; once for each. With them the gate loads the service's script, without them your page
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    with: Vec<(String, String)>,
    /// Let the gate load the script of a card that has no parameters
    #[arg(long)]
    load: bool,
    /// The category, where it should not be the card's
    #[arg(long, value_name = "ID")]
    category: Option<String>,
}

const HELP: &str = "Examples:
  assent add youtube
  assent add matomo --with url=https://stats.example.com/ --with siteId=1

On a terminal it asks for the parameters. Comments aside, the file stays as it was written.";

/// Adds the service.
///
/// # Errors
/// The config has faults or the service already; the card is not known; a parameter is missing, or cannot be.
pub fn run(args: &Args) -> Result<Outcome> {
    let card = Card::find(&args.service)?;
    let site = Site::read(&args.config)?;
    let name = args.config.display().to_string();
    if let Some(place) = site.config.services.iter().position(|entry| is_of(&card, entry)) {
        let help = format!("It is {}. Change it there.", at("services", place));
        return Err(miette!(help = help, "\"{}\" is in {name} already", card.id));
    }
    let with = if args.with.is_empty() && is_terminal() { parameters(&card)? } else { args.with.clone() };
    let mut entry = card.entry(&with, args.load)?;
    let category = args.category.as_deref().unwrap_or(card.category());
    if let (Value::Object(members), Some(category)) = (&mut entry, &args.category) {
        members.push(("category".to_owned(), category.as_str().into()));
    }
    let mut fixes = vec![Fix::Append("services".to_owned(), entry)];
    let is_new = site.config.categories.iter().all(|known| known.id != category);
    if is_new {
        fixes.push(Fix::Append("categories".to_owned(), category_entry(category)));
    }
    let text = edited(&site.text, &fixes, &name)?;
    files::write(&args.config, text.as_bytes())?;
    out::print(&said(&card, category, is_new, !with.is_empty() || args.load, &name))?;
    Ok(Outcome::Clean)
}

/// A parameter as it is given on the command line.
pub fn pair(text: &str) -> std::result::Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write it as KEY=VALUE")?;
    if key.is_empty() || value.is_empty() {
        return Err("neither the key nor the value may be empty".to_owned());
    }
    Ok((key.to_owned(), value.to_owned()))
}

/// The parameters of a card, asked for on a terminal; none, if the first answer is empty.
///
/// # Errors
/// The input ends before the last answer.
pub fn parameters(card: &Card) -> Result<Vec<(String, String)>> {
    let mut with = Vec::new();
    for (name, example) in card.parameters() {
        let empty = if with.is_empty() { "; empty: the page loads its script itself" } else { "" };
        let question = format!("{}: {name} (such as {example}{empty}):", card.title());
        match ask(&question, |answer| Ok(answer.to_owned()))? {
            Some(value) => with.push((name.to_owned(), value)),
            None if with.is_empty() => return Ok(with),
            None => {}
        }
    }
    Ok(with)
}

/// A category as it stands in a config.
pub fn category_entry(id: &str) -> Value {
    let mut members = vec![("id".to_owned(), id.into())];
    if id == "necessary" {
        members.push(("required".to_owned(), Value::Bool(true)));
    }
    Value::Object(members)
}

fn is_of(card: &Card, entry: &assent_model::config::Entry) -> bool {
    let id = entry.id.as_deref().or(entry.card.as_deref());
    entry.card.as_deref() == Some(&card.id) || id == Some(&card.id)
}

/// The text with the changes, if it is still a config then.
fn edited(text: &str, fixes: &[Fix], name: &str) -> Result<String> {
    let fixes: Vec<&Fix> = fixes.iter().collect();
    let Some(text) = mend(text, &fixes) else {
        let help = "It is read by browsers as plain JSON: take comments and commas too many out of it first.";
        return Err(miette!(help = help, "{name} cannot be edited"));
    };
    let checked = check(&text, &clock::today()?).into_diagnostic()?;
    if checked.config.is_none() {
        return Err(miette!(help = site::faults(&checked), "it would put a fault into {name}: nothing was written"));
    }
    Ok(text)
}

fn said(card: &Card, category: &str, is_new: bool, is_loaded: bool, name: &str) -> String {
    let id = &card.id;
    let mut said = format!("Added {} (\"{id}\") to {name}, category \"{category}\"", card.title());
    said.push_str(if is_new { ", which is new.\n" } else { ".\n" });
    said.push_str(&match (is_loaded, card.has_script()) {
        (true, _) => "The gate loads its script once it is granted: take the service's own tag out of your pages.\n".to_owned(),
        (false, true) if card.parameters().is_empty() => format!(
            "Hold its tag in your pages with data-assent-service=\"{id}\", or write \"with\": {{}} to let the gate load it.\n"
        ),
        _ => format!("Hold its tag in your pages with data-assent-service=\"{id}\".\n"),
    });
    if let Some(note) = card.note() {
        said.push_str(&format!("Note: {note}\n"));
    }
    said + &format!("Next: assent check {name}\n")
}
