//! What the rules look at: the config as written, its services joined with their cards, its texts in each language.
//! Knows no rule.

mod service;
mod texts;

pub use service::{Item, Service};
pub use texts::{Named, OwnText, Sentence};

use crate::jurisdiction::Jurisdictions;
use crate::source::Source;
use assent_model::fault::Fault;
use assent_model::resolve::survey;
use assent_model::{Cards, Config, Texts, Value};
use std::collections::HashMap;
use texts::{named, own_texts, said_in, sentences};

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
    /// The catalogue.
    pub cards: &'a Cards,
    /// The kit's texts in each language of the site that the kit has.
    pub kit: Vec<(String, Texts)>,
    /// What visitors read in each of them: the kit's texts under the author's own.
    pub texts: Vec<(String, Texts)>,
    /// The author's own texts.
    pub own_texts: Vec<OwnText<'a>>,
    /// What the author wrote for visitors to read.
    pub sentences: Vec<Sentence>,
    /// What the author wrote as a purpose, a reason or a title.
    pub named: Vec<Named>,
    said_in: HashMap<String, usize>,
    /// Whose law counts.
    pub jurisdictions: Jurisdictions,
    /// The date of the check, as `2026-11-22`.
    pub today: &'a str,
}

impl<'a> Site<'a> {
    /// Looks at a config, and tells the faults that can only be seen with the catalogue in hand.
    pub fn new(source: &'a Source, config: &'a Config, cards: &'a Cards, today: &'a str) -> (Site<'a>, Vec<Fault>) {
        let written = &config.written;
        let kit: Vec<(String, Texts)> = languages(config)
            .into_iter()
            .filter_map(|code| Some((code.to_owned(), assent_catalogue::texts(code)?)))
            .collect();
        let (services, faults) = survey(config, cards, kit.iter().map(|(code, texts)| (code.as_str(), texts)));
        let services: Vec<Service> = services.into_iter().map(|one| Service::of(one, config)).collect();
        let texts: Vec<(String, Texts)> =
            kit.iter().map(|(code, kit)| (code.clone(), with_own(kit, config, code))).collect();
        let site = Site {
            source,
            written,
            config,
            sentences: sentences(config, &services, source),
            cards,
            own_texts: own_texts(config),
            named: named(&services, source),
            services,
            said_in: said_in(&texts),
            texts,
            kit,
            jurisdictions: Jurisdictions::of(written),
            today,
        };
        (site, faults)
    }

    /// The services that visitors are asked for.
    pub fn optional(&self) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(|service| service.asked)
    }

    /// The services that visitors are not asked for.
    pub fn required(&self) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(|service| service.required)
    }

    /// Whether there is anything to ask.
    pub fn asks(&self) -> bool {
        self.config.categories.iter().any(|category| !category.required)
    }

    /// The services whose vendor is named.
    pub fn vendors(&self) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(|service| service.said.get("vendor").is_some())
    }

    /// For how many days a choice holds, where the config says so, and where it does.
    pub fn choice_days(&self) -> Vec<(String, u32)> {
        let regions = self.written.part("regions").entries().iter();
        let regions =
            regions.filter_map(|(region, rules)| Some((format!("regions.{region}.days"), rules.whole("days")?)));
        let everywhere = self.config.days.map(|days| ("storage.days".to_owned(), days));
        everywhere.into_iter().chain(regions).filter(|(_, days)| *days > 0).collect()
    }

    /// The sentences that say what something is for: those of the author, and those that stand in place.
    pub fn purposes(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let own = self.own_texts.iter().filter(|text| text.key.starts_with("purpose."));
        let own = own.map(|text| (text.path.as_str(), text.language, text.text));
        let in_place = self.named.iter().filter(|named| named.key.starts_with("purpose.") && !self.says(&named.key));
        // A single word is more likely a name whose text is missing, which is another fault.
        let in_place = in_place.filter(|named| named.word.contains(' '));
        own.chain(in_place.map(|named| (named.path.as_str(), "", named.word.as_str())))
    }

    /// Whether there is a text of this key in some language of the site.
    pub fn says(&self, key: &str) -> bool {
        self.said_in.contains_key(key)
    }

    /// Whether there is a text of this key in every language of the site.
    pub fn says_everywhere(&self, key: &str) -> bool {
        self.said_in.get(key).is_some_and(|count| *count >= self.texts.len())
    }

    /// A text of the author's own.
    pub fn own_text(&self, language: &str, key: &str) -> Option<&str> {
        self.config.texts.iter().find(|(own, _)| own == language)?.1.text(key)
    }
}

/// The languages of a site; `en` where it names none.
pub fn languages(config: &Config) -> Vec<&str> {
    if config.languages.is_empty() { vec!["en"] } else { config.languages.iter().map(String::as_str).collect() }
}

/// What visitors read in a language.
fn with_own(kit: &Texts, config: &Config, code: &str) -> Texts {
    let own = config.texts.iter().find(|(language, _)| language == code);
    own.map_or_else(|| kit.clone(), |(_, own)| kit.with(own))
}
