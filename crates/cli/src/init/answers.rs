//! What a first config is made from, given as options or asked for. Knows what an answer must be.

use super::Given;
use crate::add::parameters;
use crate::ask::{ask, complain};
use crate::card::Card;
use crate::site::unknown_language;
use assent_model::Value;
use assent_model::shape::is_link;
use miette::{Result, miette};

/// What is known of a site.
pub(super) struct Answers {
    pub(super) controller: Option<String>,
    pub(super) contact: Option<String>,
    pub(super) policy: Option<String>,
    pub(super) imprint: Option<String>,
    pub(super) languages: Vec<String>,
    /// The cards, with the entries that they become.
    pub(super) services: Vec<(Card, Value)>,
}

impl Answers {
    /// What the options say.
    ///
    /// # Errors
    /// An answer cannot be.
    pub(super) fn given(given: &Given) -> Result<Answers> {
        let link_of = |text: &Option<String>| text.as_deref().map(link).transpose();
        if given.contact.is_some() && given.controller.is_none() {
            return Err(miette!(help = "Add --controller NAME.", "--contact tells how to reach somebody: whom?"));
        }
        let languages = given.languages.iter().map(|code| language(code)).collect::<Result<Vec<_>>>()?;
        let mut services = Vec::new();
        for id in given.services.iter().filter(|id| *id != "assent") {
            if services.iter().any(|(card, _): &(Card, Value)| card.id == *id) {
                return Err(miette!("--service {id} is given twice"));
            }
            let card = Card::find(id)?;
            let own = |(key, value): &(String, String)| {
                key.strip_prefix(&format!("{id}.")).map(|key| (key.to_owned(), value.clone()))
            };
            let with: Vec<_> = given.with.iter().filter_map(own).collect();
            let entry = card.entry(&with, false)?;
            services.push((card, entry));
        }
        check_owners(given)?;
        Ok(Answers {
            controller: given.controller.clone(),
            contact: link_of(&given.contact)?,
            policy: link_of(&given.policy)?,
            imprint: link_of(&given.imprint)?,
            languages: or_english(languages),
            services,
        })
    }

    /// What somebody answers. Whoever does not know yet goes on with an empty line.
    ///
    /// # Errors
    /// The input ends too early.
    pub(super) fn ask() -> Result<Answers> {
        eprintln!("An empty line goes on; what you do not know yet can be written into the file later.");
        let controller =
            ask("Who is responsible for the site (name with its legal form)?", |text| Ok(text.to_owned()))?;
        let contact = match controller {
            Some(_) => ask("How do visitors reach them (address for mail, or a link)?", link)?,
            None => None,
        };
        let policy = ask("Where is the privacy policy (a link, such as /privacy)?", link)?;
        let imprint = ask("Where is the legal notice (a link, such as /imprint)?", link)?;
        let languages = ask("Languages of the site, the main one first [en]?", |text| words(text, language))?;
        let cards = ask("Services, by id (`assent services WORD` finds them)?", |text| words(text, Card::find))?;
        let mut services: Vec<(Card, Value)> = Vec::new();
        for card in cards.unwrap_or_default().into_iter().filter(|card| card.id != "assent") {
            if !services.iter().any(|(other, _)| other.id == card.id) {
                let entry = entry(&card)?;
                services.push((card, entry));
            }
        }
        let languages = or_english(languages.unwrap_or_default());
        Ok(Answers { controller, contact, policy, imprint, languages, services })
    }
}

/// An entry with the parameters that somebody gives.
fn entry(card: &Card) -> Result<Value> {
    loop {
        match card.entry(&parameters(card)?, false) {
            Ok(entry) => return Ok(entry),
            Err(report) => complain(&report),
        }
    }
}

/// Each word of an answer.
fn words<T>(text: &str, read: impl Fn(&str) -> Result<T>) -> Result<Vec<T>> {
    text.split([',', ' ']).filter(|word| !word.is_empty()).map(read).collect()
}

fn or_english(languages: Vec<String>) -> Vec<String> {
    if languages.is_empty() { vec!["en".to_owned()] } else { languages }
}

fn language(code: &str) -> Result<String> {
    let code = code.trim();
    assent_catalogue::texts(code).map(|_| code.to_owned()).ok_or_else(|| unknown_language(code))
}

/// A link; an address for mail becomes one, since it would otherwise be taken for a page of the site.
fn link(text: &str) -> Result<String> {
    let link =
        if text.contains('@') && !text.contains([':', '/']) { format!("mailto:{text}") } else { text.to_owned() };
    let help = "Use https, http, mailto, tel or a path of this site.";
    if is_link(&link) { Ok(link) } else { Err(miette!(help = help, "\"{text}\" is not a link that a page may hold")) }
}

/// A parameter of a service that is not there would be lost without a word.
fn check_owners(given: &Given) -> Result<()> {
    let is_owned = |key: &str| given.services.iter().any(|id| key.starts_with(&format!("{id}.")));
    match given.with.iter().find(|(key, _)| !is_owned(key)) {
        Some((key, _)) => {
            let help = "Write --service ID --with ID.KEY=VALUE.";
            Err(miette!(help = help, "--with {key} belongs to no service that is given"))
        }
        None => Ok(()),
    }
}
