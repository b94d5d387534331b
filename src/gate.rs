//! The gate as the widget sees it: what it gives, and what it can be told. Knows nothing of how the gate works.

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The object that `www/gate.js` passes to `start`.
    #[derive(Clone, Debug, PartialEq)]
    pub type Gate;

    /// The config, parsed.
    #[wasm_bindgen(method, getter)]
    pub fn config(this: &Gate) -> JsValue;

    /// The cards that the config uses, each under its id.
    #[wasm_bindgen(method, getter)]
    pub fn cards(this: &Gate) -> JsValue;

    /// The texts of a language; undefined once the gate has told why there are none.
    ///
    /// # Errors
    /// None: the gate tells them.
    #[wasm_bindgen(method, catch)]
    pub async fn texts(this: &Gate, language: &str) -> Result<JsValue, JsValue>;

    /// Where the config is from, as a person would name it.
    #[wasm_bindgen(method, getter)]
    pub fn source(this: &Gate) -> String;

    /// The address of the folder with the kit's files, with a slash at its end.
    #[wasm_bindgen(method, getter)]
    pub fn kit(this: &Gate) -> String;

    /// The languages to try, the best first.
    #[wasm_bindgen(method, getter)]
    pub fn languages(this: &Gate) -> Array<JsString>;

    /// Where the visitor is, as the site says: a code of ISO 3166, or an empty text.
    #[wasm_bindgen(method, getter)]
    pub fn region(this: &Gate) -> JsValue;

    /// Whether the browser's request to opt out is what holds now.
    #[wasm_bindgen(method, getter, js_name = optedOut)]
    pub fn opted_out(this: &Gate) -> bool;

    /// The record that holds now, or null.
    #[wasm_bindgen(method)]
    pub fn record(this: &Gate) -> JsValue;

    /// Makes these answers the record: for each id of a switch whether it is on.
    #[wasm_bindgen(method)]
    pub fn save(this: &Gate, answers: &JsValue);

    /// Closes the panel and changes nothing.
    #[wasm_bindgen(method)]
    pub fn close(this: &Gate);

    /// Puts the widget into the page with its style and this one, in this language and direction. Gives the element to render into.
    ///
    /// # Errors
    /// The browser's error, if the page has no body, or the browser no shadow roots or no style sheets from scripts.
    #[wasm_bindgen(method, catch)]
    pub fn place(this: &Gate, css: &str, language: &str, direction: &str) -> Result<web_sys::Element, JsValue>;

    /// Does for what was rendered what attributes cannot: the third state of switches, the life of the receipt; and gives
    /// the focus a place if what had it may be gone.
    #[wasm_bindgen(method)]
    pub fn settle(this: &Gate, is_lost: bool);

    /// Tells a fault: what, where, and how to mend it.
    #[wasm_bindgen(method)]
    pub fn report(this: &Gate, code: &str, file: &str, message: &str, help: &str, path: &str);
}
