//! Commands that the client has no method for: those of one driver alone, as the DevTools protocol and add-ons, and what an element is called. Knows no page.

use axum::http::Method;
use fantoccini::elements::ElementRef;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use std::path::Path;
use url::{ParseError, Url};

/// The command and what it is told.
#[derive(Debug)]
pub struct Own {
    path: String,
    /// Nothing where something is only asked.
    body: Option<Value>,
}

impl Own {
    /// A command of the DevTools protocol.
    pub fn cdp(command: &str, params: &Value) -> Self {
        Self::tell("goog/cdp/execute", json!({ "cmd": command, "params": params }))
    }

    /// Puts the add-on of this folder into Firefox, for this session.
    pub fn addon(folder: &Path) -> Self {
        Self::tell("moz/addon/install", json!({ "path": folder, "temporary": true }))
    }

    /// Says where scripts run from now on: in the page (`content`), or in Firefox itself with its rights (`chrome`).
    pub fn context(name: &str) -> Self {
        Self::tell("moz/context", json!({ "context": name }))
    }

    /// What assistive technology is told of an element, which the client has no method for: `computedrole`, `computedlabel`.
    /// <https://www.w3.org/TR/webdriver2/#get-computed-role>
    pub fn of_element(element: &ElementRef, what: &str) -> Self {
        Self { path: format!("element/{}/{what}", &**element), body: None }
    }

    fn tell(path: &str, body: Value) -> Self {
        Self { path: path.to_owned(), body: Some(body) }
    }
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        match &self.body {
            Some(body) => (Method::POST, Some(body.to_string())),
            None => (Method::GET, None),
        }
    }
}
