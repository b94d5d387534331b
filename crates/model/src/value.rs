//! A JSON value, owned by nobody's parser. Knows neither where it came from nor what it should mean.

#[cfg(feature = "json")]
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON value, with the keys of an object in the order of the text.
///
/// The widget makes it from the browser's own `JSON.parse`, native code from `serde_json`: the browser has a parser,
/// and a second one in the Wasm would be fetched by every visitor.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// `null`
    #[default]
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
    /// An object with these members.
    pub fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
        Value::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// The member of an object, or nothing.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The member of an object, or null.
    pub fn part(&self, key: &str) -> &Value {
        self.get(key).unwrap_or(&Value::Null)
    }

    /// A member that is a text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_text()
    }

    /// A member that is a text, as one's own.
    pub fn own_text(&self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    /// A member that is a whole number.
    pub fn whole(&self, key: &str) -> Option<u32> {
        self.get(key)?.as_whole()
    }

    /// Whether a member is `true`.
    pub fn is_true(&self, key: &str) -> bool {
        self.get(key) == Some(&Value::Bool(true))
    }

    /// The members of a list; none for any other kind.
    pub fn list(&self, key: &str) -> &[Value] {
        let Some(Value::List(items)) = self.get(key) else { return &[] };
        items
    }

    /// The texts of a list.
    pub fn texts(&self, key: &str) -> Vec<String> {
        self.list(key).iter().filter_map(|item| item.as_text().map(str::to_owned)).collect()
    }

    /// The string, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        let Value::Text(text) = self else { return None };
        Some(text)
    }

    /// The entries of an object; none for any other kind.
    pub fn entries(&self) -> &[(String, Value)] {
        let Value::Object(entries) = self else { return &[] };
        entries
    }

    /// The names of an object's members.
    pub fn names(&self) -> Vec<&str> {
        self.entries().iter().map(|(name, _)| name.as_str()).collect()
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

/// The words with a separator between them, written out because the standard library's `join` comes once for each type.
pub fn joined(words: &[String], separator: &str) -> String {
    let mut text = String::new();
    for (place, word) in words.iter().enumerate() {
        if place > 0 {
            text.push_str(separator);
        }
        text.push_str(word);
    }
    text
}

/// The members of an object in the making.
pub type Members = Vec<(String, Value)>;

/// Adds a member.
pub fn put(members: &mut Members, key: &str, value: Value) {
    members.push((key.to_owned(), value));
}

/// Adds the members of these names that are there and not `false`, as they are.
pub fn copy(from: &Value, keys: &[&str], members: &mut Members) {
    for key in keys {
        if let Some(value) = from.get(key).filter(|value| **value != Value::Bool(false)) {
            put(members, key, value.clone());
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Number(f64::from(number))
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Value {
        Value::Bool(flag)
    }
}

#[cfg(feature = "json")]
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(flag) => serializer.serialize_bool(*flag),
            // JavaScript has one kind of number, and writes `7` and not `7.0`.
            Value::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
                serializer.serialize_i64(*number as i64)
            }
            Value::Number(number) => serializer.serialize_f64(*number),
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
