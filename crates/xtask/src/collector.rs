//! Plays the third parties: a second origin that serves vendors' scripts and writes down every request that reaches it. Knows no page.

use crate::http::{self, Running};
use crate::npm::Npm;
use anyhow::Result;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, Response, header};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// The scripts that vendors give out as one file which works in a plain script element: path, file of the npm package.
const SCRIPTS: [(&str, &str); 3] = [
    ("/posthog.js", "posthog-js/dist/array.full.no-external.js"),
    ("/mixpanel.js", "mixpanel-browser/dist/mixpanel.min.js"),
    ("/amplitude.js", "@amplitude/analytics-browser/lib/scripts/amplitude-min.js"),
];

/// Something that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// GET, POST, …
    pub method: String,
    /// The path, without its query.
    pub path: String,
    /// posthog, mixpanel, amplitude or other.
    pub tool: &'static str,
    /// Whether it asked for a script; else it sent something.
    pub script: bool,
}

/// The running second origin. Preflights are answered but not written down.
pub struct Collector {
    /// Where it listens.
    pub addr: SocketAddr,
    log: Arc<Log>,
    _running: Running,
}

/// What arrived, and a bell for those who watch.
pub(crate) struct Log {
    npm: Option<Npm>,
    hits: Mutex<Vec<Hit>>,
    bell: watch::Sender<u64>,
}

impl Collector {
    /// Starts it; port 0 takes any free one.
    pub async fn start(port: u16) -> Result<Self> {
        let npm = tokio::task::spawn_blocking(Npm::ready).await??;
        let (listener, addr) = http::bind(port).await?;
        let log = Arc::new(Log { npm: Some(npm), hits: Mutex::default(), bell: watch::Sender::new(0) });
        let router = Router::new().fallback(arrive).with_state(Arc::clone(&log));
        Ok(Self { addr, log, _running: http::run(listener, router) })
    }

    /// Its origin, as pages name it.
    pub fn origin(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Everything that has arrived since the start or the last `clear`.
    pub fn hits(&self) -> Vec<Hit> {
        self.log.hits()
    }

    /// Forgets what arrived.
    pub fn clear(&self) {
        self.log.clear();
    }

    pub(crate) fn log(&self) -> Arc<Log> {
        Arc::clone(&self.log)
    }
}

impl Log {
    pub(crate) fn hits(&self) -> Vec<Hit> {
        self.hits.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn clear(&self) {
        self.hits.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.bell.send_modify(|count| *count += 1);
    }

    /// Tells of every change.
    pub(crate) fn bell(&self) -> watch::Receiver<u64> {
        self.bell.subscribe()
    }

    /// How many scripts and hits each tool has had.
    pub(crate) fn counts(&self) -> Value {
        let mut counts: BTreeMap<&str, [u32; 2]> =
            ["posthog", "mixpanel", "amplitude", "other"].map(|tool| (tool, [0, 0])).into();
        for hit in self.hits() {
            let [scripts, hits] = counts.entry(hit.tool).or_default();
            *(if hit.script { scripts } else { hits }) += 1;
        }
        counts.into_iter().map(|(tool, [scripts, hits])| (tool, json!({ "scripts": scripts, "hits": hits }))).collect()
    }

    fn add(&self, method: &Method, path: &str) {
        let hit =
            Hit { method: method.to_string(), path: path.to_owned(), tool: tool(path), script: path.ends_with(".js") };
        self.hits.lock().unwrap_or_else(PoisonError::into_inner).push(hit);
        self.bell.send_modify(|count| *count += 1);
    }
}

fn tool(path: &str) -> &'static str {
    let tools = ["posthog", "mixpanel", "amplitude"];
    tools.into_iter().find(|tool| path.trim_start_matches('/').starts_with(tool)).unwrap_or("other")
}

async fn arrive(State(log): State<Arc<Log>>, request: Request) -> Response<Body> {
    let path = request.uri().path();
    if request.method() != Method::OPTIONS {
        log.add(request.method(), path);
    }
    let mut response = reply(&log, request.method(), path, request.uri().query().unwrap_or_default()).await;
    allow(request.headers(), response.headers_mut());
    response
}

async fn reply(log: &Log, method: &Method, path: &str, query: &str) -> Response<Body> {
    if let Some(delay) = query.split('&').find_map(|pair| pair.strip_prefix("delay=")?.parse().ok()) {
        tokio::time::sleep(Duration::from_millis(delay)).await;
    }
    let script = SCRIPTS.iter().find(|(at, _)| *at == path);
    if let (Some((_, file)), Some(npm)) = (script, &log.npm) {
        let Ok(bytes) = tokio::fs::read(npm.file(file)).await else {
            return http::missing(path);
        };
        return http::answer("text/javascript; charset=utf-8", bytes);
    }
    if let Some(name) = path.strip_prefix("/echo/").and_then(|rest| rest.strip_suffix(".js")) {
        let name = json!(name);
        return http::answer(
            "text/javascript; charset=utf-8",
            format!("(window.__ran = window.__ran || []).push({name})\n"),
        );
    }
    match path {
        "/missing.js" => http::missing(path),
        _ if method == Method::GET && path.ends_with(".js") => http::answer("text/javascript; charset=utf-8", ""),
        // Amplitude sends an event again and again until this is the answer.
        _ if path.starts_with("/amplitude/") => http::answer("application/json", r#"{"code":200,"events_ingested":1}"#),
        _ if path.starts_with("/mixpanel/") => http::answer("application/json", r#"{"status":1}"#),
        _ => http::answer("application/json", "{}"),
    }
}

/// Lets any page read the answer, with cookies: the third parties do, and a test must see what a lax one would see.
fn allow(asked: &HeaderMap, headers: &mut HeaderMap) {
    let any = HeaderValue::from_static("*");
    let same = |name| asked.get(name).cloned();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, same(header::ORIGIN).unwrap_or(any.clone()));
    headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, POST, PUT, OPTIONS"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, same(header::ACCESS_CONTROL_REQUEST_HEADERS).unwrap_or(any));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tool_is_told_by_the_path() {
        assert_eq!(tool("/posthog/e/"), "posthog");
        assert_eq!(tool("/amplitude/2/httpapi"), "amplitude");
        assert_eq!(tool("/echo/posthog.js"), "other");
    }

    #[test]
    fn counts_name_every_tool() {
        let log = Log { npm: None, hits: Mutex::default(), bell: watch::Sender::new(0) };
        log.add(&Method::GET, "/mixpanel.js");
        log.add(&Method::POST, "/mixpanel/track/");
        let counts = log.counts();
        assert_eq!(counts["mixpanel"], json!({"scripts": 1, "hits": 1}));
        assert_eq!(counts["posthog"], json!({"scripts": 0, "hits": 0}));
    }
}
