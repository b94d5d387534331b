//! The record as Rust reads it. Knows what stands in it, not what it grants.

use js_sys::{Array, Object};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

/// What the visitor chose, as it is stored. A refusal stands in it by name with `false`, never by being left out.
///
/// It says what was chosen, not what holds: a category whose services have changed since is asked again. Ask
/// [`use_consent`](crate::use_consent) what is granted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record {
    /// The visitor's random number, kept from choice to choice.
    pub id: String,
    /// When the choice was made: UTC, RFC 3339.
    pub at: String,
    /// Until when it holds: UTC, RFC 3339.
    pub expires: String,
    /// How it was made: `accept-all`, `reject-all`, `custom`, `withdrawal`, `gpc`, `api`; later versions may add others.
    pub method: String,
    /// The language of the texts that were shown: BCP 47.
    pub language: String,
    /// Every category that it answers for: `true` if it was granted or is required.
    pub categories: BTreeMap<String, bool>,
    /// Every service: `true` if it was granted or is required.
    pub services: BTreeMap<String, bool>,
}

#[wasm_bindgen]
extern "C" {
    /// The copy that `window.assent.record()` gives. It was read from a storage, so nothing is taken for granted.
    type Stored;

    #[wasm_bindgen(method, getter)]
    fn id(this: &Stored) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn at(this: &Stored) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn expires(this: &Stored) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn method(this: &Stored) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn language(this: &Stored) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn categories(this: &Stored) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn services(this: &Stored) -> JsValue;
}

impl Record {
    /// Reads what `window.assent.record()` gave; nothing if that is null.
    pub(crate) fn read(value: JsValue) -> Option<Self> {
        if !value.is_object() {
            return None;
        }
        let stored: Stored = value.unchecked_into();
        let text = |value: JsValue| value.as_string().unwrap_or_default();
        Some(Self {
            id: text(stored.id()),
            at: text(stored.at()),
            expires: text(stored.expires()),
            method: text(stored.method()),
            language: text(stored.language()),
            categories: answers(&stored.categories()),
            services: answers(&stored.services()),
        })
    }
}

/// The members that are true or false.
fn answers(value: &JsValue) -> BTreeMap<String, bool> {
    let entries = value.dyn_ref::<Object>().map(Object::entries).unwrap_or_default();
    let answer = |entry: JsValue| {
        let pair: Array = entry.unchecked_into();
        Some((pair.get(0).as_string()?, pair.get(1).as_bool()?))
    };
    entries.iter().filter_map(answer).collect()
}
