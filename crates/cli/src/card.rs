//! A card of the catalogue as the commands show it and ask for it. Knows no command.

use assent_model::fault::{did_you_mean, listed};
use assent_model::{Config, Surroundings, Texts, Value, resolve};
use miette::{IntoDiagnostic, Result, miette};

/// One card.
pub struct Card {
    /// Its id.
    pub id: String,
    /// All that it says.
    pub said: Value,
}

impl Card {
    /// Every card, in the order of their ids.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub fn all() -> Result<Vec<Card>> {
        let cards = Value::from(assent_catalogue::cards_json().into_diagnostic()?);
        let mut all: Vec<Card> =
            cards.entries().iter().map(|(id, said)| Card { id: id.clone(), said: said.clone() }).collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(all)
    }

    /// The card of an id.
    ///
    /// # Errors
    /// There is none; the nearest are named.
    pub fn find(id: &str) -> Result<Card> {
        let all = Card::all()?;
        let ids: Vec<&str> = all.iter().map(|card| card.id.as_str()).collect();
        let near = did_you_mean(id, &ids);
        let help = format!("{near}`assent services WORD` finds a card by id, name, vendor, host or cookie.");
        all.into_iter()
            .find(|card| card.id == id)
            .ok_or_else(|| miette!(help = help, "the catalogue has no card \"{id}\""))
    }

    /// Its name, in English.
    pub fn title(&self) -> String {
        let texts = assent_catalogue::texts("en").unwrap_or_default();
        self.named(&texts, "title")
    }

    /// The category that it stands in, unless the author says otherwise.
    pub fn category(&self) -> &str {
        self.said.text("category").unwrap_or_default()
    }

    /// Who runs the service, and in which country.
    pub fn vendor(&self, texts: &Texts) -> String {
        let vendor = self.said.part("vendor");
        let country = vendor.text("country").map(|code| format!(", {}", texts.named("country", code)));
        format!("{}{}", vendor.text("name").unwrap_or_default(), country.unwrap_or_default())
    }

    /// A text of the card, or the one that it names.
    pub fn named(&self, texts: &Texts, key: &str) -> String {
        texts.named(key, self.said.text(key).unwrap_or_default())
    }

    /// The parameters of its script: name and example.
    pub fn parameters(&self) -> Vec<(&str, &str)> {
        let parameters = self.said.part("parameters").entries().iter();
        parameters.map(|(name, about)| (name.as_str(), about.text("example").unwrap_or_default())).collect()
    }

    /// Whether the gate can load its script.
    pub fn has_script(&self) -> bool {
        self.said.get("script").is_some()
    }

    /// What its readers should know.
    pub fn note(&self) -> Option<String> {
        assent_catalogue::card(&self.id)?.get("note")?.as_str().map(str::to_owned)
    }

    /// Its entry in a config. Parameters go with it only if they are complete: half of them load nothing.
    ///
    /// # Errors
    /// A parameter is missing, cannot be what is given, or is none of this card.
    pub fn entry(&self, with: &[(String, String)], is_loaded: bool) -> Result<Value> {
        let mut members = vec![("use".to_owned(), Value::from(self.id.as_str()))];
        if !with.is_empty() || is_loaded {
            self.check(with)?;
            let with = with.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
            members.push(("with".to_owned(), Value::Object(with)));
        }
        let entry = Value::Object(members);
        self.resolve(&entry)?;
        Ok(entry)
    }

    /// Whether the model takes the entry, in a config that has nothing else.
    fn resolve(&self, entry: &Value) -> Result<()> {
        let cards = assent_catalogue::cards().into_diagnostic()?;
        let texts = assent_catalogue::texts("en").unwrap_or_default();
        let category = Value::List(vec![Value::object([("id", self.category().into())])]);
        let config = Value::object([("categories", category), ("services", Value::List(vec![entry.clone()]))]);
        let around = Surroundings { cards: &cards, texts: &texts, language: "en", today: "", region: "" };
        let faults = Config::read(&config).and_then(|config| resolve(&config, around)).err().unwrap_or_default();
        match faults.first() {
            Some(fault) => Err(miette!(help = fault.help.clone(), "{}", fault.message)),
            None => Ok(()),
        }
    }

    fn check(&self, with: &[(String, String)]) -> Result<()> {
        let id = &self.id;
        if !self.has_script() {
            let help = "Leave out the parameters, and hold the service's own tag in the page.";
            return Err(miette!(help = help, "the card \"{id}\" has no script that could be loaded"));
        }
        let known: Vec<&str> = self.parameters().iter().map(|(name, _)| *name).collect();
        if let Some((name, _)) = with.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            let help = format!("{}It has {}.", did_you_mean(name, &known), listed_or_none(&known));
            return Err(miette!(help = help, "\"{name}\" is not a parameter of the card \"{id}\""));
        }
        let missing: Vec<_> =
            self.parameters().into_iter().filter(|(name, _)| !with.iter().any(|(given, _)| given == name)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let names: Vec<&str> = missing.iter().map(|(name, _)| *name).collect();
        let words: Vec<String> = missing.iter().map(|(name, example)| format!("--with {name}={example}")).collect();
        let help = format!("Add {}.", words.join(" "));
        Err(miette!(help = help, "the card \"{id}\" needs {} too", listed(&names)))
    }
}

fn listed_or_none(words: &[&str]) -> String {
    if words.is_empty() { "none".to_owned() } else { listed(words) }
}
