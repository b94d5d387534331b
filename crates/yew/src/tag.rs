//! Config and tag of the kit, put into the page's head. Knows the tag's attributes, not what comes of them.

use crate::component::ConsentProps;
use crate::config::Config;
use crate::page;
use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

/// Marks what is ours, so that a second component, or a second application in the page, adds nothing.
const OURS: &str = "data-assent-tag";

/// Hears whether the kit has loaded, until it is dropped.
pub(crate) type Placed = [EventListener; 2];

/// Puts the kit to work, unless it is. Gives nothing where there was nothing to do, or nothing could be done.
pub(crate) fn place(props: &ConsentProps) -> Option<Placed> {
    let document = page::document()?;
    if page::assent().is_some() || ours(&document).is_some() {
        return None;
    }
    let file = address(&props.kit);
    match add(&document, props, &file) {
        Ok(tag) => Some(["load", "error"].map(|event| hear(event, &tag, &file))),
        Err(_) => {
            page::tell(
                "kit-refused",
                &file,
                "the page's policy does not let its tag be added",
                "Put the tag into index.html",
            );
            take_back(&document);
            None
        }
    }
}

/// Sets the language at a tag that has not loaded.
pub(crate) fn speak(lang: &str) {
    let tag = page::document().as_ref().and_then(ours);
    // It fails only for a malformed name.
    let _ = tag.map(|tag| tag.set_attribute("data-lang", lang));
}

fn address(kit: &str) -> String {
    format!("{}/assent.js", kit.trim_end_matches('/'))
}

fn ours(document: &Document) -> Option<Element> {
    document.query_selector(&format!("script[{OURS}][src]")).ok()?
}

/// Puts the config, if it is given, and the tag behind it into the head. Trusted Types may refuse the address.
fn add(document: &Document, props: &ConsentProps, file: &str) -> Result<Element, JsValue> {
    let head = document.query_selector("head")?.ok_or("there is no head")?;
    let nonce = props.nonce.as_deref().map(str::to_owned).or_else(|| nonce_of(document));
    let script = || {
        let script = document.create_element("script")?;
        script.set_attribute(OURS, "")?;
        if let Some(nonce) = &nonce {
            script.set_attribute("nonce", nonce)?;
        }
        Ok::<_, JsValue>(script)
    };
    if let Config::Text(text) = &props.config {
        let data = script()?;
        data.set_attribute("type", "application/json")?;
        data.set_attribute("data-assent-config", "")?;
        data.append_child(&document.create_text_node(text))?;
        head.append_child(&data)?;
    }
    let tag = script()?;
    for (name, value) in attributes(props) {
        tag.set_attribute(name, value)?;
    }
    tag.set_attribute("src", file)?;
    head.append_child(&tag)?;
    Ok(tag)
}

fn attributes(props: &ConsentProps) -> impl Iterator<Item = (&'static str, &str)> {
    let config = match &props.config {
        Config::Address(address) => Some(address.as_str()),
        Config::Built | Config::Text(_) => None,
    };
    let all = [("data-config", config), ("data-lang", props.lang.as_deref()), ("data-region", props.region.as_deref())];
    all.into_iter().filter_map(|(name, value)| Some((name, value?)))
}

/// The nonce of a script in the page. A wrong one grants nothing: the browser would refuse the tag.
fn nonce_of(document: &Document) -> Option<String> {
    let script = document.query_selector("script[nonce]").ok()??;
    // Not the attribute, which browsers empty: https://html.spec.whatwg.org/#nonce-attributes
    let nonce = script.unchecked_into::<HtmlElement>().nonce();
    Some(nonce).filter(|nonce| !nonce.is_empty())
}

/// A server that answers each address with the application's page makes the tag load and do nothing, so that its end is
/// looked at as well as its failure.
fn hear(event: &'static str, tag: &Element, file: &str) -> EventListener {
    let file = file.to_owned();
    EventListener::new(tag, event, move |_| {
        if page::assent().is_some() {
            return;
        }
        let help = "Serve the kit's folder there, or set `kit`; until then nothing is granted";
        page::tell("kit-incomplete", &file, "it did not load", help);
        if let Some(document) = page::document() {
            take_back(&document);
        }
    })
}

/// Takes what was added out again, so that another component may try.
fn take_back(document: &Document) {
    while let Ok(Some(script)) = document.query_selector(&format!("script[{OURS}]")) {
        script.remove();
    }
}
