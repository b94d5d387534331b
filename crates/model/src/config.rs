//! What the site's author wrote, as it was written: defaults unfilled, references unresolved. Knows no catalogue.

use crate::fault::{Fault, Faults};
use crate::shape::{CONFIG, Found, at, check, join, missing, unknown_word};
use crate::steps;
use crate::value::Value;

/// The author's `assent.json`, version 1.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// Who is responsible for the site.
    pub controller: Option<Controller>,
    /// The site's privacy policy.
    pub policy: Policy,
    /// Raised by the author to ask every visitor again.
    pub revision: Option<u32>,
    /// The languages of the site, the first being the one to fall back to. BCP 47.
    pub languages: Vec<String>,
    /// What is asked, in the order of the panel.
    pub categories: Vec<Category>,
    /// What is used.
    pub services: Vec<Entry>,
    /// Where the banner stands.
    pub banner: Banner,
    /// The accent colour, `#rrggbb`.
    pub accent: Option<String>,
    /// How long a choice holds, in days.
    pub days: Option<u32>,
    /// The author's own texts: an object for each language.
    pub texts: Vec<(String, Value)>,
    /// All of it as it was written, for what goes into the plan as it is: `storage`, `regions`, `net`, `signals`,
    /// `revisit`.
    pub written: Value,
}

/// Who is responsible for the site: GDPR Art. 4(7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controller {
    /// The name, with its legal form.
    pub name: String,
    /// Where visitors turn to: a link.
    pub contact: Option<String>,
}

/// The site's privacy policy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// The policy itself.
    pub url: Option<String>,
    /// The legal notice.
    pub imprint: Option<String>,
    /// Since when the policy holds: `2026-05-01`.
    pub effective_date: Option<String>,
}

/// Why something is asked for; the visitor's switch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// `necessary`, `functional`, `analytics`, `marketing`, or the author's own.
    pub id: String,
    /// Whether the site works only with it. What is required is not asked.
    pub required: bool,
    /// Whether it sells or shares data, as the laws of some states of the US mean it.
    pub sale: bool,
}

/// One service as the config has it: a card to start from, and what is said in place.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Where it stands in the file.
    pub path: String,
    /// Its id; that of the card where there is none.
    pub id: Option<String>,
    /// The card to start from.
    pub card: Option<String>,
    /// The entry as it was written.
    pub written: Value,
}

/// Where the banner stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Banner {
    /// `box` in a corner, `bar` along an edge, or `dialog` in the middle.
    pub layout: Option<String>,
    /// The corner or the edge.
    pub position: Option<String>,
}

impl Config {
    /// Reads a config. Every fault is told in one go.
    ///
    /// # Errors
    /// The faults: a wrong type, an unknown or missing key, a text that cannot be what it should be.
    pub fn read(value: &Value) -> Result<Config, Vec<Fault>> {
        let found = Config::check(value);
        found.faults.none_or(())?;
        Ok(Config::take(value))
    }

    /// Reads what can be read of a config, and every fault beside it: for whoever wants to look further in spite of them.
    pub fn survey(value: &Value) -> (Config, Faults) {
        let found = Config::check(value);
        (Config::take(value), found.faults)
    }

    fn check(value: &Value) -> Found {
        let mut found = Found::default();
        check(value, &CONFIG, "", &mut found);
        check_entries(value, &mut found.faults);
        check_banner(value, &mut found.faults);
        found
    }

    /// The site's language for a visitor: the first that matches a wish, otherwise the site's first, otherwise `en`.
    ///
    /// Whoever knows how languages are written puts behind each wish what it comes to: `zh-TW` is `zh-Hant`, and that is
    /// `zh`. So a wish finds itself, or else what it is a part of, or what is a part of it, and no more need be known here.
    pub fn language(&self, wishes: &[String]) -> &str {
        let exact = |wish: &String| self.languages.iter().find(|own| own.eq_ignore_ascii_case(wish));
        let near = |wish: &String| self.languages.iter().find(|own| is_part(own, wish) || is_part(wish, own));
        let chosen = wishes.iter().find_map(|wish| exact(wish).or_else(|| near(wish)));
        chosen.or(self.languages.first()).map_or("en", String::as_str)
    }

    /// Takes what is there. Missing parts are empty, so that what is needed must have been checked before.
    fn take(value: &Value) -> Config {
        let part = |key: &str| value.part(key);
        let policy = part("policy");
        Config {
            controller: part("controller")
                .own_text("name")
                .map(|name| Controller { name, contact: part("controller").own_text("contact") }),
            policy: Policy {
                url: policy.own_text("url"),
                imprint: policy.own_text("imprint"),
                effective_date: policy.own_text("effectiveDate"),
            },
            revision: value.whole("revision"),
            languages: value.texts("languages"),
            categories: value.list("categories").iter().filter_map(category).collect(),
            services: value.list("services").iter().enumerate().map(entry).collect(),
            banner: Banner { layout: part("banner").own_text("layout"), position: part("banner").own_text("position") },
            accent: part("theme").own_text("accent"),
            days: part("storage").whole("days"),
            texts: part("texts").entries().to_vec(),
            written: value.clone(),
        }
    }
}

/// Whether a tag begins with another and goes on behind it: `de-AT` is a part of `de`.
fn is_part(part: &str, whole: &str) -> bool {
    let rest = part.split_at_checked(whole.len()).filter(|(start, _)| start.eq_ignore_ascii_case(whole));
    rest.is_some_and(|(_, rest)| rest.starts_with('-'))
}

fn category(value: &Value) -> Option<Category> {
    Some(Category { id: value.own_text("id")?, required: value.is_true("required"), sale: value.is_true("sale") })
}

fn entry((place, value): (usize, &Value)) -> Entry {
    Entry { path: service_path(place), id: value.own_text("id"), card: value.own_text("use"), written: value.clone() }
}

fn service_path(place: usize) -> String {
    at("services", place)
}

/// What a table of keys cannot say of an entry: one of two keys is needed.
fn check_entries(config: &Value, faults: &mut Faults) {
    for (place, service) in config.list("services").iter().enumerate() {
        let path = service_path(place);
        if !service.entries().is_empty() && service.get("id").is_none() && service.get("use").is_none() {
            let help = ["Write {\"use\": \"matomo\"} for a service of the catalogue, or an \"id\" for your own."];
            faults.add("missing-key", &[&path], &["this service has neither \"id\" nor \"use\""], &help);
        }
        check_parts(service, &path, faults);
    }
}

/// What a table of keys cannot say of items and steps, in an entry or in a card.
pub(crate) fn check_parts(service: &Value, path: &str, faults: &mut Faults) {
    for (place, item) in service.list("items").iter().enumerate() {
        // An item without a name is a sentence for people: then the sentence is needed.
        let key = if item.is_true("unnamed") { "purpose" } else { "name" };
        if item.get(key).is_none() {
            missing(key, &at(&join(path, "items"), place), faults);
        }
    }
    steps::check(service, path, false, faults);
}

fn check_banner(config: &Value, faults: &mut Faults) {
    let Some(banner) = config.get("banner") else { return };
    let places: &[&str] = match banner.text("layout") {
        Some("bar") => &["bottom", "top"],
        Some("dialog") => &["center"],
        _ => &["bottom-left", "bottom-right", "top-left", "top-right"],
    };
    if let Some(position) = banner.text("position").filter(|position| !places.contains(position)) {
        unknown_word(position, places, &join("banner", "position"), faults);
    }
}
