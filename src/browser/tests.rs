//! The adapters against the real browser.

use super::{is_kept, iso, to_js, to_value};
use assent_model::Value;
use js_sys::JSON;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn parsed(json: &str) -> Value {
    to_value(&JSON::parse(json).unwrap())
}

#[wasm_bindgen_test]
fn json_comes_in_as_it_was_and_goes_out_the_same() {
    let json = r#"{"b":[1,-0.25,true,null,"ü"],"a":{},"__proto__":{"x":false}}"#;
    assert_eq!(String::from(JSON::stringify(&to_js(&parsed(json))).unwrap()), json);
    assert_eq!(to_value(&to_js(&parsed(json))), parsed(json));
    assert_eq!(to_value(&JsValue::UNDEFINED), Value::Null);
}

#[wasm_bindgen_test]
fn what_is_nested_too_deep_becomes_null() {
    let deep = ["[".repeat(10_000), "]".repeat(10_000)].concat();
    let mut value = parsed(&deep);
    let mut depth = 0;
    while let Value::List(mut items) = value {
        value = items.pop().unwrap_or(Value::Null);
        depth += 1;
    }
    assert_eq!((depth, value), (32, Value::Null));
}

#[wasm_bindgen_test]
fn times_are_written_as_the_record_has_them() {
    assert_eq!(iso(1_795_341_600_000.0), "2026-11-22T10:00:00.000Z");
}

#[wasm_bindgen_test]
fn whatever_lies_where_the_record_should_be_is_seen() {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    storage.clear().unwrap();
    assert!(!is_kept());
    storage.set_item("assent", "").unwrap();
    assert!(is_kept());
}
