//! A command of the DevTools protocol, sent through chromedriver. Knows no page.

use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// The command and what it is told.
#[derive(Debug)]
pub struct Cdp {
    body: String,
}

impl Cdp {
    pub fn new(command: &str, params: &Value) -> Self {
        Self { body: json!({ "cmd": command, "params": params }).to_string() }
    }
}

impl WebDriverCompatibleCommand for Cdp {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.clone()))
    }
}
