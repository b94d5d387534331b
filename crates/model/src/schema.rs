//! The JSON Schema of a config, for editors: made from the tables that check it. Knows no validator.
//!
//! Draft 2020-12: <https://json-schema.org/draft/2020-12/schema>. It accepts whatever the model accepts. What takes
//! two places of a config to see (an unknown category, two services of one id) only the model refuses.

mod beyond;
mod known;
mod patterns;

use crate::shape::{CONFIG, Key, Need, Shape};
use crate::value::{Members, Value, put};
pub use known::Known;
pub use patterns::name as rule_name;

/// The schema of a config, with the cards and texts that are known.
pub fn config(known: &Known) -> Value {
    let mut members = Members::new();
    put(&mut members, "$schema", "https://json-schema.org/draft/2020-12/schema".into());
    put(&mut members, "title", "The config of Assent, version 1".into());
    members.extend(Walk { known }.shape(&CONFIG, ""));
    put(&mut members, "$defs", Value::Object(patterns::definitions()));
    Value::Object(members)
}

/// The reading of a JSON text that stands in a table.
pub fn json(text: &str) -> Option<Value> {
    serde_json::from_str::<serde_json::Value>(text).ok().map(Value::from)
}

/// A way through the tables, from the whole config to each of its keys.
struct Walk<'a> {
    known: &'a Known,
}

impl Walk<'_> {
    /// What a value of this shape must be. The path is that of the keys, with `[]` for a member of a list and `.*` for
    /// one of a map.
    fn shape(&self, shape: &Shape, path: &str) -> Members {
        match shape {
            Shape::Any => Members::new(),
            Shape::Text => reference("text"),
            Shape::Ruled(rule) => reference(patterns::name(rule)),
            Shape::OneOf(words) => vec![("enum".to_owned(), texts(words))],
            Shape::Flag => kind("boolean"),
            Shape::Whole(least, most) => whole(*least, *most),
            Shape::List(each) => self.list(each, path),
            Shape::Map(keys, each) => self.map(keys, each, path),
            Shape::Object(groups) => self.object(groups, path),
            Shape::FlagOr(more) => {
                let ways = vec![Value::Object(kind("boolean")), Value::Object(self.shape(more, path))];
                vec![("anyOf".to_owned(), Value::List(ways))]
            }
        }
    }

    fn list(&self, each: &Shape, path: &str) -> Members {
        let mut members = kind("array");
        put(&mut members, "items", Value::Object(self.shape(each, &[path, "[]"].concat())));
        if path == "categories" {
            put(&mut members, "minItems", 1.into());
        }
        members
    }

    fn map(&self, keys: &Shape, each: &Shape, path: &str) -> Members {
        let mut members = kind("object");
        put(&mut members, "propertyNames", Value::Object(self.shape(keys, "")));
        let each = match path {
            "texts" => self.known.texts(),
            _ => self.shape(each, &[path, ".*"].concat()),
        };
        put(&mut members, "additionalProperties", Value::Object(each));
        members
    }

    fn object(&self, groups: &[&[Key]], path: &str) -> Members {
        let keys = || groups.iter().flat_map(|group| group.iter());
        let mut members = kind("object");
        let properties = keys().map(|key| (key.name.to_owned(), Value::Object(self.key(key, path)))).collect();
        put(&mut members, "properties", Value::Object(properties));
        put(&mut members, "additionalProperties", Value::Bool(false));
        let needed: Vec<&str> = keys().filter(|key| key.need == Need::Must).map(|key| key.name).collect();
        if !needed.is_empty() {
            put(&mut members, "required", texts(&needed));
        }
        members.extend(beyond::conditions(path, self.known));
        members
    }

    fn key(&self, key: &Key, path: &str) -> Members {
        let path = crate::shape::join(path, key.name);
        let mut members = Members::new();
        put(&mut members, "description", key.said.about.into());
        let special = beyond::special(&path, self.known);
        members.extend(special.unwrap_or_else(|| self.shape(&key.shape, &path)));
        if let Some(default) = key.said.default.and_then(json) {
            put(&mut members, "default", default);
        }
        if let Some(example) = key.said.example.and_then(json) {
            put(&mut members, "examples", Value::List(vec![example]));
        }
        members
    }
}

fn kind(name: &str) -> Members {
    vec![("type".to_owned(), name.into())]
}

fn reference(name: &str) -> Members {
    vec![("$ref".to_owned(), ["#/$defs/", name].concat().as_str().into())]
}

fn texts(words: &[&str]) -> Value {
    Value::List(words.iter().map(|word| (*word).into()).collect())
}

fn whole(least: u32, most: u32) -> Members {
    let mut members = kind("integer");
    put(&mut members, "minimum", least.into());
    put(&mut members, "maximum", most.into());
    members
}
