//! What the rules look at: the config as written, its services joined with their cards, its texts in each language.
//! Knows no rule.

use crate::csp::host_of;
use crate::jurisdiction::Jurisdictions;
use crate::source::Source;
use crate::words;
use assent_model::fault::Fault;
use assent_model::resolve::{Resolved, survey};
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
    /// The catalogue.
    pub cards: &'a Cards,
    /// The kit's texts in each language of the site that the kit has.
    pub kit: Vec<(String, Texts)>,
    /// What visitors read in each of them: the kit's texts under the author's own.
    pub texts: Vec<(String, Texts)>,
    /// What the author wrote for visitors to read.
    pub sentences: Vec<Sentence>,
    /// Whose law counts.
    pub jurisdictions: Jurisdictions,
    /// The date of the check, as `2026-11-22`.
    pub today: &'a str,
}

/// Something that the author wrote for visitors to read.
#[derive(Debug)]
pub struct Sentence {
    /// Where it stands.
    pub path: String,
    /// Its language; empty for what is said of a service in place.
    pub language: String,
    /// What it says, as [`words::plain`] has it.
    pub plain: String,
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
    /// Whether visitors are asked for it. Neither is so while its category is not there.
    pub asked: bool,
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
    /// Where its service stands.
    service: &'s str,
    /// Its place among the items of the service.
    place: usize,
    /// Its keys.
    pub value: &'s Value,
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
        let site = Site {
            source,
            written,
            config,
            sentences: sentences(config, &services, source),
            services,
            cards,
            texts: kit.iter().map(|(code, kit)| (code.clone(), with_own(kit, config, code))).collect(),
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
    pub fn purposes(&self) -> impl Iterator<Item = (String, &str, &str)> {
        let own = self.own_texts().filter(|(_, _, key, _)| key.starts_with("purpose."));
        let named = self.named().into_iter().filter(|(_, key, _)| key.starts_with("purpose."));
        let in_place = named.filter(|(_, key, _)| !self.texts.iter().any(|(_, texts)| texts.has(key)));
        // A single word is more likely a name whose text is missing, which is another fault.
        let in_place = in_place.filter(|(_, _, word)| word.contains(' ')).map(|(path, _, word)| (path, "", word));
        own.map(|(path, language, _, text)| (path, language, text)).chain(in_place)
    }

    /// What the author wrote as a purpose, a reason or a title: where it stands, the key of the text that it would
    /// name, and the word or sentence itself.
    pub fn named(&self) -> Vec<(String, String, &str)> {
        let mut all = Vec::new();
        for service in &self.services {
            for kind in ["title", "purpose", "reason"] {
                all.extend(service.said.text(kind).map(|word| (service.at(kind), format!("{kind}.{word}"), word)));
            }
            for item in service.items() {
                all.extend(
                    item.value.text("purpose").map(|word| (item.at("purpose"), format!("purpose.{word}"), word)),
                );
            }
        }
        all.retain(|(path, ..)| self.source.has(path));
        all
    }

    /// A text of the author's own.
    pub fn own_text(&self, language: &str, key: &str) -> Option<&str> {
        self.config.texts.iter().find(|(own, _)| own == language)?.1.text(key)
    }

    /// The author's own texts: where each stands, its language, its key and what it says.
    pub fn own_texts(&self) -> impl Iterator<Item = (String, &str, &str, &str)> {
        own_texts(self.config)
    }
}

fn sentences(config: &Config, services: &[Service], source: &Source) -> Vec<Sentence> {
    let own = own_texts(config).map(|(path, language, _, text)| (path, language, text));
    let in_place = services.iter().flat_map(|service| {
        let texts = ["title", "purpose", "reason"].into_iter();
        let said = texts.filter_map(|key| Some((service.at(key), "", service.said.text(key)?)));
        let vendor = service.vendor().text("name").map(|name| (service.at("vendor.name"), "", name));
        said.chain(vendor).filter(|(path, ..)| source.has(path))
    });
    let sentence = |(path, language, text): (String, &str, &str)| Sentence {
        path,
        language: language.to_owned(),
        plain: words::plain(text),
    };
    own.chain(in_place).map(sentence).collect()
}

/// The author's own texts: where each stands, its language, its key and what it says.
fn own_texts(config: &Config) -> impl Iterator<Item = (String, &str, &str, &str)> {
    config.texts.iter().flat_map(|(language, own)| {
        own.entries().iter().filter_map(move |(key, text)| {
            let path = join(&join("texts", language), key);
            Some((path, language.as_str(), key.as_str(), text.as_text()?))
        })
    })
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

impl Service {
    fn of(one: Resolved, config: &Config) -> Service {
        let is = |required: bool| {
            config.categories.iter().any(|category| category.id == one.category && category.required == required)
        };
        Service {
            required: is(true),
            asked: is(false),
            card: one.said.own_text("use"),
            path: one.path,
            id: one.id,
            category: one.category,
            said: one.said,
            made: one.made,
        }
    }

    /// Its cookies and storage items.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let items = self.said.list("items").iter().enumerate();
        items.map(|(place, value)| Item { service: &self.path, place, value })
    }

    /// On what storing rests: `consent`, `transmission` or `requested`. ePrivacy Directive, Art. 5(3).
    pub fn storage_basis(&self) -> Option<&str> {
        self.said.part("basis").text("storage")
    }

    /// On what processing rests. GDPR, Art. 6(1).
    pub fn processing_bases(&self) -> Vec<String> {
        self.said.part("basis").texts("processing")
    }

    /// Who runs it; null where nobody is named.
    pub fn vendor(&self) -> &Value {
        self.said.part("vendor")
    }

    /// Whether others than the site itself take part in it, as far as the config tells.
    pub fn reaches_others(&self) -> bool {
        !self.hosts().is_empty() || self.script_host().is_some()
    }

    /// Whether it stores or reads on the visitor's device, as far as the config tells: to load something is to do so.
    pub fn stores(&self) -> bool {
        self.reaches_others() || self.script().is_some() || !self.said.list("items").is_empty()
    }

    /// The address of the script that the gate loads for it.
    pub fn script(&self) -> Option<&str> {
        self.made.part("script").text("src")
    }

    /// The host of that script; none for one of the site itself.
    pub fn script_host(&self) -> Option<&str> {
        host_of(self.script()?)
    }

    /// Whether one of its bases for processing is this.
    pub fn is_based_on(&self, basis: &str) -> bool {
        self.said.part("basis").list("processing").iter().any(|own| own.as_text() == Some(basis))
    }

    /// Whether it is loaded from one of these hosts.
    pub fn is_on(&self, hosts: &[&str]) -> bool {
        self.hosts().iter().any(|host| hosts.contains(&host.as_str()))
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

impl<'s> Item<'s> {
    /// Where it stands: `services[2].items[0]`.
    pub fn path(&self) -> String {
        at(&join(self.service, "items"), self.place)
    }

    /// Its name, exact or with `*`; empty where the vendor gives none.
    pub fn name(&self) -> &'s str {
        self.value.text("name").unwrap_or_default()
    }

    /// `cookie`, `localStorage`, ….
    pub fn kind(&self) -> &'s str {
        self.value.text("type").unwrap_or_default()
    }

    /// How long it is kept; 0 until the browser is closed.
    pub fn days(&self) -> Option<u32> {
        self.value.whole("days")
    }

    /// Whether it remembers what the visitor has chosen, which may last.
    pub fn remembers_choice(&self) -> bool {
        matches!(self.value.text("purpose"), Some("choice" | "opt-out" | "asked"))
    }

    /// The place of one of its keys.
    pub fn at(&self, key: &str) -> String {
        join(&self.path(), key)
    }
}
