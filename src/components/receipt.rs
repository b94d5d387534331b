//! The visitor's copy of the record. Knows no record: the gate's part fills in what is shown, and hears its buttons.

use super::button::{QUIET, buttons};
use super::element::{element, of_class, plain, text};
use assent_model::Texts;
use yew::prelude::*;

/// The receipt, folded up.
pub fn receipt(texts: &'static Texts) -> Html {
    let parts = vec![
        plain("summary", vec![text("span", texts.get("receipt.title"))]),
        text("p", texts.get("receipt.text")),
        plain("pre", Vec::new()),
        of_class("div", "buttons", buttons(texts, &[("copy", QUIET), ("download", QUIET)])),
        // It is there before its words are: https://www.w3.org/TR/WCAG22-TECHS/ARIA22
        element("p", &["role"], &["status"], Vec::new()),
    ];
    element("details", &["class", "data-copied"], &["receipt", texts.get("receipt.copied")], parts)
}
