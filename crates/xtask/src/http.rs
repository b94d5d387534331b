//! What both local servers share: media types, sending files, and running on a port. Knows no route.

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A server that runs until this value is dropped.
pub(crate) struct Running {
    task: JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Takes a port on this machine alone; 0 takes any free one.
pub(crate) async fn bind(port: u16) -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    let listener = listener.with_context(|| format!("port {port} cannot be used: choose another with --port"))?;
    let addr = listener.local_addr()?;
    Ok((listener, addr))
}

/// Serves in the background.
pub(crate) fn run(listener: TcpListener, router: Router) -> Running {
    let serve = async move {
        let _ = axum::serve(listener, router).await;
    };
    Running { task: tokio::spawn(serve) }
}

/// An answer with a body of this type, never kept by a browser: files here change all the time.
pub(crate) fn answer(kind: &'static str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// The answer for what is not there.
pub(crate) fn missing(path: &str) -> Response<Body> {
    let mut response = answer("text/plain; charset=utf-8", format!("nothing at {path}\n"));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// A path below a folder; none when it would lead out of it.
pub(crate) fn below(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = Path::new(path.trim_start_matches('/'));
    path.components().all(|part| matches!(part, Component::Normal(_))).then(|| folder.join(path))
}

/// The media type by a file's ending.
pub(crate) fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "woff2" => "font/woff2",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
