//! `assent add`: puts a service into a config, and leaves all else in it as its author wrote it. Knows no card by name.

use crate::ask::{ask, is_terminal};
use crate::card::Card;
use crate::files::{self, Input};
use crate::json::in_line;
use crate::site::{self, Site};
use crate::{Outcome, clock, output};
use assent_lint::{Fix, Source, check, mend};
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

On a terminal it asks for the parameters. But for what is added, the file stays as it was written.";

/// Adds the service.
///
/// # Errors
/// The config has faults or the service already; the card is not known; a parameter is missing, or cannot be.
pub fn run(args: &Args) -> Result<Outcome> {
    if files::is_stdin(&args.config) {
        return Err(miette!(help = "Name a file.", "the service is added to a file, and standard input is none"));
    }
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
    let mut added = vec![("services", entry)];
    let is_new = site.config.categories.iter().all(|known| known.id != category);
    if is_new {
        added.push(("categories", category_entry(category)));
    }
    let text = edited(&site.input.text, &added, &name)?;
    files::write(&args.config, &Input { text, ..site.input }.bytes())?;
    output::print(&said(&card, category, is_new, !with.is_empty() || args.load, &name))?;
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

/// The text with a member more in each of these lists, if it is still a config then.
fn edited(text: &str, added: &[(&str, Value)], name: &str) -> Result<String> {
    let mut edited = text.to_owned();
    for (list, member) in added {
        edited = appended(&edited, list, member).ok_or_else(|| {
            let help = "Browsers read it as plain JSON: take comments and commas too many out of it first.";
            miette!(help = help, "{name} cannot be edited")
        })?;
    }
    let checked = check(&edited, &clock::today()?).into_diagnostic()?;
    if checked.config.is_none() {
        return Err(miette!(help = site::faults(&checked), "it would put a fault into {name}: nothing was written"));
    }
    Ok(edited)
}

/// The text with a member more in a list, on one line, as a short object is read best. The edit itself would give an
/// object a line for each key; so an object of a word that is nowhere in the text stands in for it.
fn appended(text: &str, list: &str, member: &Value) -> Option<String> {
    let word = (0..).map(|number| format!("member-{number}")).find(|word| !text.contains(word.as_str()))?;
    let stand_in = Value::object([(&word, Value::Null)]);
    let change = match Source::read(text).0.has(list) {
        true => Fix::Append(list.to_owned(), stand_in),
        false => Fix::Set(list.to_owned(), Value::List(vec![stand_in])),
    };
    let edited = mend(text, &[&change])?;
    let (before, after) = edited.split_once(&word)?;
    let (before, after) = (before.rsplit_once('{')?.0, after.split_once('}')?.1);
    Some([before, &in_line(member), after].concat())
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    const FORMS: [&str; 4] = [
        "{\r\n\t\"categories\": [\r\n\t\t{\"id\": \"necessary\", \"required\": true}\r\n\t]\r\n}\r\n",
        "{ \"services\": [], \"categories\": [ {\"required\": true, \"id\": \"necessary\"} ] }",
        "{\"services\": [\n{\"use\": \"assent\"\n}\n]\n, \"categories\": [{\"id\": \"necessary\", \"required\": true}]}",
        "{\n    \"categories\": [{\"id\": \"necessary\", \"required\": true}],\n\n    \"services\": [\n    ]\n}",
    ];

    /// Whether each letter is still there, in the same order.
    fn is_kept(before: &str, after: &str) -> bool {
        let bare = |text: &str| -> String {
            text.chars().filter(|letter| !letter.is_whitespace() && *letter != ',').collect()
        };
        let (before, after) = (bare(before), bare(after));
        let mut rest = after.chars();
        before.chars().all(|letter| rest.any(|other| other == letter))
    }

    #[test]
    fn every_card_can_be_added_to_a_file_of_any_form() {
        for (place, card) in Card::all().unwrap().iter().filter(|card| card.id != "assent").enumerate() {
            let text = FORMS.get(place % FORMS.len()).unwrap();
            let example = |(name, example): (&str, &str)| (name.to_owned(), example.to_owned());
            let with: Vec<_> = card.parameters().into_iter().map(example).collect();
            let mut added = vec![("services", card.entry(&with, false).unwrap())];
            added.extend((card.category() != "necessary").then(|| ("categories", category_entry(card.category()))));
            let edited = edited(text, &added, "a test").unwrap();
            assert!(is_kept(text, &edited), "{text}\n{edited}");
            let lines = |text: &str| text.matches('\n').count();
            assert_eq!(lines(&edited) > 0, lines(text) > 0, "{edited}");
            let is_windows = text.contains('\r');
            assert_eq!(edited.matches("\r\n").count(), if is_windows { lines(&edited) } else { 0 }, "{edited}");
        }
    }
}
