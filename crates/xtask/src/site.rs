//! The first origin: the demo's pages, the tests' pages and the kit, as a site of one's own would serve them. Knows no widget.

mod files;
mod live;

use crate::collector::Collector;
use crate::http::{self, Running};
use crate::paths;
use anyhow::Result;
use axum::Router;
use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::{get, post};
use files::Found;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

const LIVE: &str = include_str!("assets/live.js");
const LIVE_TAG: &str = "<script src=\"/live.js\" defer></script>";

/// The running first origin.
pub struct Site {
    /// Where it listens.
    pub addr: SocketAddr,
    shared: Arc<Shared>,
    _running: Running,
}

struct Shared {
    third: String,
    kit: PathBuf,
    /// For people, pages load again after a build; for tests, faults and policies can be asked for.
    people: bool,
    requests: Mutex<Vec<String>>,
    /// What a test serves of its own, by path.
    put: Mutex<HashMap<String, (&'static str, String)>>,
    live: live::Live,
}

impl Site {
    /// Starts it for tests on a free port, with the kit from `dist` and this collector as the third party.
    pub async fn start(collector: &Collector) -> Result<Self> {
        Self::launch(0, collector, false, watch::Sender::new(0)).await
    }

    /// Starts it for people; a change of `reload` makes every open page load again.
    pub(crate) async fn serve(port: u16, collector: &Collector, reload: watch::Sender<u64>) -> Result<Self> {
        Self::launch(port, collector, true, reload).await
    }

    /// Its origin, as a browser opens it.
    pub fn origin(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The paths that were asked for, in order, since the start or the last `clear`.
    pub fn requests(&self) -> Vec<String> {
        self.shared.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets which paths were asked for.
    pub fn clear(&self) {
        self.shared.requests.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Serves this text at a path from now on, in place of any file. Tests alone use it.
    pub fn put(&self, path: &str, kind: &'static str, text: &str) {
        let mut put = self.shared.put.lock().unwrap_or_else(PoisonError::into_inner);
        put.insert(path.to_owned(), (kind, text.to_owned()));
    }

    async fn launch(port: u16, collector: &Collector, people: bool, reload: watch::Sender<u64>) -> Result<Self> {
        let (listener, addr) = http::bind(port).await?;
        let live = live::Live { log: collector.log(), reload };
        let third = collector.origin();
        let (requests, put) = (Mutex::default(), Mutex::default());
        let shared = Arc::new(Shared {
            third,
            kit: if people { paths::served() } else { paths::dist() },
            people,
            requests,
            put,
            live,
        });
        let router = Router::new()
            .route("/live", get(live::events))
            .route("/live.json", get(live::counts))
            .route("/live/reset", post(live::reset))
            .fallback(page)
            .with_state(Arc::clone(&shared));
        Ok(Self { addr, shared, _running: http::run(listener, router) })
    }
}

async fn page(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let uri = request.uri();
    shared.requests.lock().unwrap_or_else(PoisonError::into_inner).push(uri.path().to_owned());
    if shared.people && uri.path() == "/live.js" {
        return http::answer("text/javascript; charset=utf-8", LIVE);
    }
    let mut response = match shared.put_at(uri.path()) {
        Some((kind, text)) => http::answer(kind, shared.filled(kind, true, text.into_bytes())),
        None => file(&shared, uri.path()).await,
    };
    if !shared.people && uri.path().starts_with("/kit/open/") {
        // A kit that any page may read, as one for sandboxed frames has to be: their origin is that of no site.
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    if let Some(policy) = shared.policy(&request) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

async fn file(shared: &Shared, path: &str) -> Response<Body> {
    match files::find(path, &shared.kit, !shared.people) {
        Found::Nothing => http::missing(path),
        Found::Folder => moved(&format!("{path}/")),
        Found::File { path: file, kind, ours } => match tokio::fs::read(&file).await {
            Ok(bytes) => http::answer(kind, shared.filled(kind, ours, bytes)),
            Err(_) => http::missing(path),
        },
    }
}

impl Shared {
    fn put_at(&self, path: &str) -> Option<(&'static str, String)> {
        self.put.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }

    /// Writes the third party's origin into the pages and scripts of ours, and for people the tag that loads a page again.
    fn filled(&self, kind: &str, ours: bool, bytes: Vec<u8>) -> Vec<u8> {
        let page = kind.starts_with("text/html");
        let text = page || kind.starts_with("text/javascript") || kind == "application/json";
        if !ours || !text {
            return bytes;
        }
        let text = String::from_utf8_lossy(&bytes).replace("{{THIRD}}", &self.third);
        match text.rfind("</body>").map(|end| text.split_at(end)) {
            Some((before, after)) if page && self.people => format!("{before}{LIVE_TAG}{after}").into_bytes(),
            _ => text.into_bytes(),
        }
    }

    /// The policy that a test asked for in the address.
    fn policy(&self, request: &Request) -> Option<HeaderValue> {
        let Query(query) = Query::<HashMap<String, String>>::try_from_uri(request.uri()).ok()?;
        let policy = query.get("csp").filter(|_| !self.people)?;
        HeaderValue::from_str(policy).ok()
    }
}

fn moved(to: &str) -> Response<Body> {
    let mut response = http::answer("text/plain; charset=utf-8", "");
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}
