//! Plays the third parties: a second origin that serves vendors' scripts and writes down every request that reaches it. Knows no page.

mod answers;

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
use tokio::sync::watch;

/// Something that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// GET, POST, …
    pub method: String,
    /// The path, without its query.
    pub path: String,
    /// The query, without its question mark.
    pub query: String,
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
    /// Dropped with this value: that is what requests wait for that are never answered.
    _end: watch::Sender<()>,
    _running: Running,
}

/// What arrived, and a bell for those who watch.
pub(crate) struct Log {
    npm: Option<Npm>,
    hits: Mutex<Vec<Hit>>,
    bell: watch::Sender<u64>,
    end: watch::Receiver<()>,
}

impl Collector {
    /// Starts it; port 0 takes any free one.
    pub async fn start(port: u16) -> Result<Self> {
        let npm = tokio::task::spawn_blocking(Npm::ready).await??;
        let (listener, addr) = http::bind(port).await?;
        let (_end, end) = watch::channel(());
        let log = Arc::new(Log { npm: Some(npm), hits: Mutex::default(), bell: watch::Sender::new(0), end });
        let router = Router::new().fallback(arrive).with_state(Arc::clone(&log));
        Ok(Self { addr, log, _end, _running: http::run(listener, router) })
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

    /// Waits until what has arrived is as wanted.
    pub async fn until(&self, wanted: impl Fn(&[Hit]) -> bool) {
        let mut bell = self.log.bell();
        while !wanted(&self.hits()) {
            // The sender lives in the log, which lives as long as this value.
            let _ = bell.changed().await;
        }
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

    /// Comes to an end with the collector.
    async fn ended(&self) {
        while self.end.clone().changed().await.is_ok() {}
    }

    fn add(&self, method: &Method, path: &str, query: &str) {
        let script = path.ends_with(".js") || path.ends_with(".mjs");
        let (method, query) = (method.to_string(), query.to_owned());
        let hit = Hit { method, path: path.to_owned(), query, tool: tool(path), script };
        self.hits.lock().unwrap_or_else(PoisonError::into_inner).push(hit);
        self.bell.send_modify(|count| *count += 1);
    }
}

fn tool(path: &str) -> &'static str {
    let tools = ["posthog", "mixpanel", "amplitude"];
    tools.into_iter().find(|tool| path.trim_start_matches('/').starts_with(tool)).unwrap_or("other")
}

async fn arrive(State(log): State<Arc<Log>>, request: Request) -> Response<Body> {
    let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
    if request.method() != Method::OPTIONS {
        log.add(request.method(), path, query);
    }
    let mut response = answers::answer(&log, request.method(), path, query).await;
    allow(request.headers(), response.headers_mut());
    response
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
        let (_end, end) = watch::channel(());
        let log = Log { npm: None, hits: Mutex::default(), bell: watch::Sender::new(0), end };
        log.add(&Method::GET, "/mixpanel.js", "");
        log.add(&Method::POST, "/mixpanel/track/", "ip=0");
        let counts = log.counts();
        assert_eq!(counts["mixpanel"], json!({"scripts": 1, "hits": 1}));
        assert_eq!(counts["posthog"], json!({"scripts": 0, "hits": 0}));
    }
}
