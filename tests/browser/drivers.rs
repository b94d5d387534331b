//! Commands of one driver alone: the DevTools protocol through chromedriver, an add-on through geckodriver. Knows no page.

use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use std::path::Path;
use url::{ParseError, Url};

/// The command and what it is told.
#[derive(Debug)]
pub struct Own {
    path: &'static str,
    body: Value,
}

impl Own {
    /// A command of the DevTools protocol.
    pub fn cdp(command: &str, params: &Value) -> Self {
        Self { path: "goog/cdp/execute", body: json!({ "cmd": command, "params": params }) }
    }

    /// Puts the add-on of this folder into Firefox, for this session.
    pub fn addon(folder: &Path) -> Self {
        Self { path: "moz/addon/install", body: json!({ "path": folder, "temporary": true }) }
    }

    /// Says where scripts run from now on: in the page (`content`), or in Firefox itself with its rights (`chrome`).
    pub fn context(name: &str) -> Self {
        Self { path: "moz/context", body: json!({ "context": name }) }
    }
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
