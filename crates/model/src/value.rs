//! A JSON value, owned by nobody's parser. Knows neither where it came from nor what it should mean.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON value, with the keys of an object in the order of the text.
///
/// The widget makes it from the browser's own `JSON.parse`, native code from `serde_json`: a parser in the Wasm
/// would weigh as much as the panel.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// Any number
    Number(f64),
    /// A string
    Text(String),
    /// An array
    List(Vec<Value>),
    /// An object
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The member of an object, or nothing.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let Value::Object(entries) = self else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The string, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        let Value::Text(text) = self else { return None };
        Some(text)
    }

    /// The entries of an object; nothing for any other kind.
    pub fn entries(&self) -> &[(String, Value)] {
        let Value::Object(entries) = self else { return &[] };
        entries
    }

    /// The number as a whole number that fits, if it is one.
    pub fn as_whole(&self) -> Option<u32> {
        let Value::Number(number) = self else { return None };
        let whole = *number as u32;
        (f64::from(whole) == *number).then_some(whole)
    }

    /// What a reader would call this kind of value, with its article.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(flag) => serializer.serialize_bool(*flag),
            // Whole numbers only where it matters: a float's text would bring a formatter of 3 kB into the Wasm.
            Value::Number(number) => serializer.serialize_i64(*number as i64),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => serializer.collect_seq(items),
            Value::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(feature = "json")]
impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Value {
        match value {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(flag) => Value::Bool(flag),
            serde_json::Value::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::NAN)),
            serde_json::Value::String(text) => Value::Text(text),
            serde_json::Value::Array(items) => Value::List(items.into_iter().map(Value::from).collect()),
            serde_json::Value::Object(map) => Value::Object(map.into_iter().map(|(k, v)| (k, v.into())).collect()),
        }
    }
}
