//! Where the kit finds its config. Knows nothing of what stands in it.

use yew::AttrValue;
use yew::html::IntoPropValue;

/// Where the kit finds its config.
///
/// In `html!` a text will do: one that begins with `{` is the config itself, any other is its address.
///
/// ```
/// use assent_yew::Config;
///
/// assert_eq!(Config::from("/assent.json"), Config::Address("/assent.json".into()));
/// assert_eq!(Config::from("{}"), Config::Text("{}".into()));
/// assert_eq!(Config::from(serde_json::json!({})), Config::Text("{}".into()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Config {
    /// The kit has it: `assent build` has put it there.
    #[default]
    Built,
    /// The config itself, as JSON.
    Text(AttrValue),
    /// The address of the config.
    Address(AttrValue),
}

impl From<AttrValue> for Config {
    fn from(text: AttrValue) -> Self {
        if text.trim_start().starts_with('{') { Self::Text(text) } else { Self::Address(text) }
    }
}

impl From<&'static str> for Config {
    fn from(text: &'static str) -> Self {
        AttrValue::Static(text).into()
    }
}

impl From<String> for Config {
    fn from(text: String) -> Self {
        AttrValue::from(text).into()
    }
}

impl From<serde_json::Value> for Config {
    fn from(value: serde_json::Value) -> Self {
        Self::Text(value.to_string().into())
    }
}

impl IntoPropValue<Config> for AttrValue {
    fn into_prop_value(self) -> Config {
        self.into()
    }
}

impl IntoPropValue<Config> for &'static str {
    fn into_prop_value(self) -> Config {
        self.into()
    }
}

impl IntoPropValue<Config> for String {
    fn into_prop_value(self) -> Config {
        self.into()
    }
}

impl IntoPropValue<Config> for serde_json::Value {
    fn into_prop_value(self) -> Config {
        self.into()
    }
}
