//! What an application can ask of Assent, and have it do, outside of a component. Knows no Yew.
//!
//! As those of `window.assent`, no call fails: what goes wrong is told in the console, and grants nothing.

use crate::page::{self, Assent};
use crate::record::Record;
use js_sys::{Array, Object};
use wasm_bindgen::JsValue;

/// Whether a category or a service is granted now. `false` until it is known, and for an id that no config has.
///
/// A component asks [`use_consent`](crate::use_consent), which draws it again when that changes.
#[must_use]
pub fn granted(id: &str) -> bool {
    page::assent().is_some_and(|assent| assent.granted(id))
}

/// The record that holds now, or nothing.
///
/// A component asks [`use_record`](crate::use_record), which draws it again when that changes.
#[must_use]
pub fn record() -> Option<Record> {
    Record::read(page::assent()?.record())
}

/// Opens the panel. A link to `#assent` does the same, also before the kit has loaded.
pub fn open() {
    call("open", Assent::open);
}

/// Closes the panel and changes nothing.
pub fn close() {
    call("close", Assent::close);
}

/// Grants everything, as the banner's button does. Call it only on a visitor's own action.
pub fn accept_all() {
    call("acceptAll", Assent::accept_all);
}

/// Refuses everything that is not required, as the banner's button does.
pub fn reject_all() {
    call("rejectAll", Assent::reject_all);
}

/// As [`reject_all`], and recorded as a withdrawal.
pub fn withdraw() {
    call("withdraw", Assent::withdraw);
}

/// Answers by name, categories and services alike. A category's answer counts for its services that are not named; what
/// is not named keeps its answer, or stays unanswered. Call it only on a visitor's own action.
///
/// ```no_run
/// assent_yew::set(&[("analytics", false), ("youtube", true)]);
/// ```
pub fn set(answers: &[(&str, bool)]) {
    call("set", |assent| {
        let pair = |(id, is_on): &(&str, bool)| Array::of2(&JsValue::from_str(id), &JsValue::from_bool(*is_on));
        // From entries, so that `__proto__` is an id like any other, and is told to be unknown.
        let entries: Array = answers.iter().map(pair).collect();
        assent.set(Object::from_entries(&entries)?.as_ref())
    });
}

/// Shows banner and panel in another language of the config: BCP 47.
pub fn set_language(language: &str) {
    call("setLanguage", |assent| assent.set_language(language));
}

fn call(name: &str, call: impl FnOnce(&Assent) -> Result<JsValue, JsValue>) {
    let Some(assent) = page::assent() else {
        return page::tell("not-there", name, "Assent is not there yet", "Call it once the kit has loaded");
    };
    if call(&assent).is_err() {
        // It throws nothing; but a kit that is older than this crate may not have it.
        page::tell("kit-incomplete", name, "this kit does not have it", "Serve the kit of this version");
    }
}
