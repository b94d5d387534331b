//! The page as the browser has it: its document, `window.assent`, and when to look again. Knows no component.
//!
//! On a server there is no page, and then there is nothing here: wasm-bindgen's functions would panic.

use js_sys::{Array, Reflect, Symbol};
use wasm_bindgen::prelude::*;
use web_sys::{Document, MutationObserver, MutationObserverInit};

/// What the gate writes on `<html>` whenever that which is granted may have changed.
const GRANTED: &str = "data-assent-granted";

#[wasm_bindgen]
extern "C" {
    /// `window.assent`. `www/assent.d.ts` says what it is for.
    #[derive(Clone, Debug)]
    pub(crate) type Assent;

    #[wasm_bindgen(method)]
    pub(crate) fn granted(this: &Assent, id: &str) -> bool;

    #[wasm_bindgen(method)]
    pub(crate) fn record(this: &Assent) -> JsValue;

    #[wasm_bindgen(method, catch)]
    pub(crate) fn open(this: &Assent) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(crate) fn close(this: &Assent) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = acceptAll)]
    pub(crate) fn accept_all(this: &Assent) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = rejectAll)]
    pub(crate) fn reject_all(this: &Assent) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(crate) fn withdraw(this: &Assent) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(crate) fn set(this: &Assent, answers: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = setLanguage)]
    pub(crate) fn set_language(this: &Assent, language: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(line: &str);
}

/// The page's document; nothing on a server.
pub(crate) fn document() -> Option<Document> {
    if cfg!(target_arch = "wasm32") { web_sys::window()?.document() } else { None }
}

/// `window.assent` by its symbol, because an element of the page whose id is `assent` stands in for that name until
/// the gate has run. <https://html.spec.whatwg.org/#named-access-on-the-window-object>
pub(crate) fn assent() -> Option<Assent> {
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    let found = Reflect::get(&js_sys::global(), &Symbol::for_("assent")).ok()?;
    found.is_object().then(|| found.unchecked_into())
}

/// Tells a fault in the console, in the form that the gate has.
pub(crate) fn tell(code: &str, file: &str, message: &str, help: &str) {
    if cfg!(target_arch = "wasm32") {
        console_error(&format!("Assent: {file}: {message}. {help} [{code}]"));
    }
}

/// Looks again whenever what is granted may have changed, until it is dropped.
///
/// `assent:ready` and `assent:change` would not do: a plan that was kept from the last visit may turn out to be out of
/// date, and then something is no longer granted without a choice, and without an event. The attribute is written each time.
pub(crate) struct Watch {
    observer: MutationObserver,
    _look: Closure<dyn FnMut()>,
}

impl Watch {
    /// Calls `look` from now on; nothing where there is no page.
    pub(crate) fn new(look: impl FnMut() + 'static) -> Option<Self> {
        let root = document()?.document_element()?;
        let look = Closure::<dyn FnMut()>::new(look);
        let observer = MutationObserver::new(look.as_ref().unchecked_ref()).ok()?;
        let options = MutationObserverInit::new();
        options.set_attribute_filter(&Array::of1(&JsValue::from_str(GRANTED)));
        observer.observe_with_options(&root, &options).ok()?;
        Some(Self { observer, _look: look })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
