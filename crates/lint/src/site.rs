//! What the rules look at: the config as written, its services joined with their cards, its texts in each language.
//! Knows no rule.

use crate::jurisdiction::Jurisdictions;
use crate::source::Source;
use assent_model::resolve::{Resolved, services};
use assent_model::shape::{at, join};
use assent_model::{Cards, Config, Texts, Value};

/// A site, as far as its config tells.
#[derive(Debug)]
pub struct Site<'a> {
    /// The text, with the place of each value.
    pub source: &'a Source,
    /// The config as it was written.
    pub written: &'a Value,
    /// The config as it was read; parts with faults are empty.
    pub config: &'a Config,
    /// Every service, joined with its card.
    pub services: Vec<Service>,
    /// What visitors read, in each language of the site: its code, and the kit's texts under the author's own.
    pub texts: Vec<(String, Texts)>,
    /// Whose law counts.
    pub jurisdictions: Jurisdictions,
    /// The date of the check, as `2026-11-22`.
    pub today: &'a str,
}

/// A service, as visitors meet it.
#[derive(Debug)]
pub struct Service {
    /// Where its entry stands: `services[2]`.
    pub path: String,
    /// Its id.
    pub id: String,
    /// The id of its category.
    pub category: String,
    /// Whether its category is required, so that nobody is asked.
    pub required: bool,
    /// The id of the card that it started from.
    pub card: Option<String>,
    /// All that is said of it: `vendor`, `basis`, `items`, `hosts`, `purpose`, `reason`, ….
    pub said: Value,
    /// What the gate loads for it and tells its vendor, parameters filled in: `script` and `signals`.
    pub made: Value,
}

/// A cookie or storage item of a service.
#[derive(Debug)]
pub struct Item<'s> {
    /// Where it stands: `services[2].items[0]`.
    pub path: String,
    /// Its keys.
    pub value: &'s Value,
}

impl<'a> Site<'a> {
    /// Looks at a config.
    pub fn new(source: &'a Source, config: &'a Config, cards: &Cards, today: &'a str) -> Site<'a> {
        let written = &config.written;
        let required = |id: &str| config.categories.iter().any(|category| category.id == id && category.required);
        let service = |one: Resolved| Service {
            required: required(&one.category),
            card: one.said.own_text("use"),
            path: one.path,
            id: one.id,
            category: one.category,
            said: one.said,
            made: one.made,
        };
        Site {
            source,
            written,
            config,
            services: services(config, cards).into_iter().map(service).collect(),
            texts: languages(config)
                .into_iter()
                .filter_map(|code| Some((code.to_owned(), texts(config, code)?)))
                .collect(),
            jurisdictions: Jurisdictions::of(written),
            today,
        }
    }

    /// The services that visitors are asked for.
    pub fn optional(&self) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(|service| !service.required)
    }

    /// The services that visitors are not asked for.
    pub fn required(&self) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(|service| service.required)
    }

    /// Whether there is anything to ask.
    pub fn asks(&self) -> bool {
        self.config.categories.iter().any(|category| !category.required)
    }

    /// The author's own texts: where each stands, its language, its key and what it says.
    pub fn own_texts(&self) -> impl Iterator<Item = (String, &str, &str, &str)> {
        self.config.texts.iter().flat_map(|(language, own)| {
            own.entries().iter().filter_map(move |(key, text)| {
                let path = join(&join("texts", language), key);
                Some((path, language.as_str(), key.as_str(), text.as_text()?))
            })
        })
    }
}

/// The languages of a site; `en` where it names none.
pub fn languages(config: &Config) -> Vec<&str> {
    if config.languages.is_empty() { vec!["en"] } else { config.languages.iter().map(String::as_str).collect() }
}

/// What visitors read in a language; nothing where the kit does not have it.
fn texts(config: &Config, code: &str) -> Option<Texts> {
    let kit = assent_catalogue::texts(code)?;
    let own = config.texts.iter().find(|(language, _)| language == code);
    Some(own.map_or_else(|| kit.clone(), |(_, own)| kit.with(own)))
}

impl Service {
    /// Its cookies and storage items.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let path = join(&self.path, "items");
        self.said.list("items").iter().enumerate().map(move |(place, value)| Item { path: at(&path, place), value })
    }

    /// On what storing rests: `consent`, `transmission` or `requested`. ePrivacy Directive, Art. 5(3).
    pub fn storage_basis(&self) -> Option<&str> {
        self.said.part("basis").text("storage")
    }

    /// On what processing rests. GDPR, Art. 6(1).
    pub fn processing_bases(&self) -> Vec<String> {
        self.said.part("basis").texts("processing")
    }

    /// The hosts that it is loaded from.
    pub fn hosts(&self) -> Vec<String> {
        self.said.texts("hosts")
    }

    /// The place of one of its keys.
    pub fn at(&self, key: &str) -> String {
        join(&self.path, key)
    }
}

impl Item<'_> {
    /// Its name, exact or with `*`; empty where the vendor gives none.
    pub fn name(&self) -> &str {
        self.value.text("name").unwrap_or_default()
    }

    /// `cookie`, `localStorage`, ….
    pub fn kind(&self) -> &str {
        self.value.text("type").unwrap_or_default()
    }

    /// How long it is kept; 0 until the browser is closed.
    pub fn days(&self) -> Option<u32> {
        self.value.whole("days")
    }

    /// The place of one of its keys.
    pub fn at(&self, key: &str) -> String {
        join(&self.path, key)
    }
}
