//! A service and its items, as visitors meet them. Knows no rule, and nothing of the rest of the site.

use crate::csp::host_of;
use assent_model::resolve::Resolved;
use assent_model::shape::{at, join};
use assent_model::{Config, Value};

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

impl Service {
    /// A service of the model.
    pub(super) fn of(one: Resolved, config: &Config) -> Service {
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
