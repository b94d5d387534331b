//! The browser's own things, each a call that returns a `Result`: storage, time. Knows no plan.

use assent_model::Value;
use gloo_storage::{LocalStorage, Storage};
use js_sys::{Array, Date, Object};
use wasm_bindgen::{JsCast, JsValue};

#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

/// How deep a JSON value may be nested: more than any config needs, and less than the stack of Wasm holds.
const DEPTH: u8 = 32;

/// The key of the record in localStorage.
const KEY: &str = "assent";

/// What the browser says of an error.
pub fn message(error: &JsValue) -> String {
    let text = error.dyn_ref::<Object>().map(Object::to_string).or_else(|| error.dyn_ref().cloned());
    text.map(String::from).unwrap_or_default()
}

/// A value of JavaScript, made by `JSON.parse`, as one of ours. What is nested too deep becomes null.
pub fn to_value(value: &JsValue) -> Value {
    convert(value, DEPTH)
}

fn convert(value: &JsValue, depth: u8) -> Value {
    if let Some(flag) = value.as_bool() {
        return Value::Bool(flag);
    }
    if let Some(number) = value.as_f64() {
        return Value::Number(number);
    }
    if let Some(text) = value.as_string() {
        return Value::Text(text);
    }
    let (Some(object), Some(depth)) = (value.dyn_ref::<Object>(), depth.checked_sub(1)) else { return Value::Null };
    if let Some(list) = object.dyn_ref::<Array>() {
        return Value::List(list.iter().map(|item| convert(&item, depth)).collect());
    }
    let entries = Object::entries(object);
    let entry = |entry: JsValue| {
        let pair: Array = entry.unchecked_into();
        Some((pair.get(0).as_string()?, convert(&pair.get(1), depth)))
    };
    Value::Object(entries.iter().filter_map(entry).collect())
}

/// The value as one of JavaScript. The browser writes JSON by itself, so that no serializer is in the Wasm.
pub fn to_js(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        Value::Bool(flag) => JsValue::from_bool(*flag),
        Value::Number(number) => JsValue::from_f64(*number),
        Value::Text(text) => JsValue::from_str(text),
        Value::List(items) => list(items.iter().map(to_js)),
        // From entries, so that `__proto__` is a key like any other.
        Value::Object(entries) => {
            let pair = |(key, value): &(String, Value)| list([JsValue::from_str(key), to_js(value)].into_iter());
            Object::from_entries(&list(entries.iter().map(pair))).map_or(JsValue::NULL, JsValue::from)
        }
    }
}

fn list(items: impl Iterator<Item = JsValue>) -> JsValue {
    let list = Array::new();
    items.for_each(|item| {
        list.push(&item);
    });
    list.into()
}

/// Whether anything at all lies where the record should be.
pub fn is_kept() -> bool {
    storage().is_some_and(|storage| storage.get_item(KEY).is_ok_and(|text| text.is_some()))
}

/// Nothing where storage is denied: asked first, because `raw` throws then.
fn storage() -> Option<web_sys::Storage> {
    web_sys::window().and_then(|window| window.local_storage().ok()).flatten().map(|_| LocalStorage::raw())
}

/// The time in milliseconds since 1970.
pub fn now() -> f64 {
    Date::now()
}

/// A time in milliseconds since 1970 as `2026-11-22T10:00:00.000Z`.
pub fn iso(time: f64) -> String {
    Date::new(&time.into()).to_iso_string().into()
}
