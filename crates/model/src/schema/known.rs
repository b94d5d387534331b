//! What the schema is told of the catalogue: cards with their parameters, and texts. Knows no card by name.

use super::{kind, patterns, texts as words};
use crate::texts::Texts;
use crate::value::{Members, Value, put};

/// The cards and texts that a config may name. Without any, every name is accepted.
#[derive(Debug, Clone, Default)]
pub struct Known {
    cards: Vec<(String, Value)>,
    texts: Vec<(String, Value)>,
}

/// A parameter: its name, whether it is an address (or any text), and whether it may be left out.
pub(super) type Parameter<'a> = (&'a str, bool, bool);

/// Cards that want the same of `with`.
struct Group<'a> {
    ids: Vec<&'a str>,
    parameters: Vec<Parameter<'a>>,
    has_script: bool,
}

impl Known {
    /// From the catalogue (a card under each id) and the texts of one language.
    pub fn new(cards: &Value, texts: &Value) -> Known {
        let mut cards = cards.entries().to_vec();
        cards.sort_by(|a, b| a.0.cmp(&b.0));
        Known { cards, texts: texts.entries().to_vec() }
    }

    /// What `use` may be: the ids of the cards, each with its title.
    pub(super) fn card(&self) -> Option<Members> {
        let texts = Texts::new(&Value::Object(self.texts.clone()));
        let choice = |(id, card): &(String, Value)| {
            let title = texts.named("title", card.text("title").unwrap_or(id));
            Value::object([("const", id.as_str().into()), ("title", title.as_str().into())])
        };
        let choices = self.cards.iter().map(choice).collect();
        (!self.cards.is_empty()).then(|| vec![("oneOf".to_owned(), Value::List(choices))])
    }

    /// The author's texts of one language: those of the kit, and those of the author's own names.
    pub(super) fn texts(&self) -> Members {
        let mut members = kind("object");
        if self.texts.is_empty() {
            put(&mut members, "additionalProperties", patterns::is("text"));
            return members;
        }
        let forms = "^duration\\.(days|months|years)\\.(zero|one|two|few|many|other)$";
        let own = ["^(title|purpose|reason)\\.", "^category\\.[A-Za-z0-9._-]+\\.(title|text)$", forms];
        let said = |(key, text): &(String, Value)| {
            (key.clone(), Value::object([("$ref", "#/$defs/text".into()), ("description", text.clone())]))
        };
        put(
            &mut members,
            "properties",
            Value::Object(self.texts.iter().filter(|(_, text)| text.as_text().is_some()).map(said).collect()),
        );
        put(&mut members, "patternProperties", Value::object(own.map(|key| (key, patterns::is("text")))));
        put(&mut members, "additionalProperties", Value::Bool(false));
        members
    }

    /// For each group of cards, what `with` must be: exactly their parameters.
    pub(super) fn parameters(&self) -> Vec<Value> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for (id, card) in &self.cards {
            let group = Group::of(id, card);
            match groups.iter_mut().find(|known| known.is_like(&group)) {
                Some(known) => known.ids.push(id),
                None => groups.push(group),
            }
        }
        groups.iter().map(Group::condition).collect()
    }
}

impl<'a> Group<'a> {
    fn of(id: &'a str, card: &'a Value) -> Group<'a> {
        let parameter = |(name, about): &'a (String, Value)| {
            (name.as_str(), about.text("type") == Some("url"), about.is_true("optional"))
        };
        let mut parameters: Vec<_> = card.part("parameters").entries().iter().map(parameter).collect();
        parameters.sort_unstable();
        Group { ids: vec![id], parameters, has_script: card.get("script").is_some() }
    }

    fn is_like(&self, other: &Group<'_>) -> bool {
        self.parameters == other.parameters && self.has_script == other.has_script
    }

    fn condition(&self) -> Value {
        let card = Value::object([("use", Value::object([("enum", words(&self.ids))]))]);
        let condition = Value::object([("required", words(&["use"])), ("properties", card)]);
        Value::object([("if", condition), ("then", with(&self.parameters, self.has_script))])
    }
}

/// What holds of an entry whose card has these parameters.
pub(super) fn with(parameters: &[Parameter<'_>], has_script: bool) -> Value {
    let is = |(name, is_address, _): &Parameter<'_>| {
        ((*name).to_owned(), patterns::is(if *is_address { "address" } else { "text" }))
    };
    let names: Vec<&str> = parameters.iter().filter(|(.., is_optional)| !is_optional).map(|(name, ..)| *name).collect();
    let mut with = Members::new();
    put(&mut with, "properties", Value::Object(parameters.iter().map(is).collect()));
    put(&mut with, "additionalProperties", Value::Bool(false));
    put(&mut with, "required", words(&names));
    let mut then = vec![("properties".to_owned(), Value::object([("with", Value::Object(with))]))];
    if !has_script {
        put(&mut then, "dependentRequired", Value::object([("with", words(&["script"]))]));
    }
    Value::Object(then)
}
