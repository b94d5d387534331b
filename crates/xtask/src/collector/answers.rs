//! What the third parties answer at each path: vendors' scripts, and small files of every kind. Knows no page.

use super::Log;
use crate::http;
use axum::body::Body;
use axum::http::{Method, Response};
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// The scripts that vendors give out as one file which works in a plain script element: path, file of the npm package.
const SCRIPTS: [(&str, &str); 3] = [
    ("/posthog.js", "posthog-js/dist/array.full.no-external.js"),
    ("/mixpanel.js", "mixpanel-browser/dist/mixpanel.min.js"),
    ("/amplitude.js", "@amplitude/analytics-browser/lib/scripts/amplitude-min.js"),
];

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// One grey pixel.
const PIXEL: &[u8] = include_bytes!("../assets/pixel.png");

pub(super) async fn answer(log: &Log, method: &Method, path: &str, query: &str) -> Response<Body> {
    if let Some(delay) = query.split('&').find_map(|pair| pair.strip_prefix("delay=")?.parse().ok()) {
        tokio::time::sleep(Duration::from_millis(delay)).await;
    }
    if path.starts_with("/hang/") {
        log.ended().await;
    }
    match vendor(log, path).await.or_else(|| small(path)) {
        Some(found) => found,
        None => other(method, path),
    }
}

/// A vendor's real script.
async fn vendor(log: &Log, path: &str) -> Option<Response<Body>> {
    let (_, file) = SCRIPTS.iter().find(|(at, _)| *at == path)?;
    let bytes = tokio::fs::read(log.npm.as_ref()?.file(file)).await;
    Some(bytes.map_or_else(|_| http::missing(path), |bytes| http::answer(SCRIPT, bytes)))
}

/// The small files that pages of tests ask for by kind and name.
fn small(path: &str) -> Option<Response<Body>> {
    let (room, file) = path.trim_start_matches('/').split_once('/').unwrap_or(("", path.trim_start_matches('/')));
    let (name, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let kind = http::media_type(Path::new(file));
    match (room, ending) {
        ("echo", "js" | "mjs") => {
            Some(http::answer(SCRIPT, format!("(window.__ran = window.__ran || []).push({})\n", json!(name))))
        }
        ("pixel", "png") => Some(http::answer(kind, PIXEL)),
        _ if path == "/image.png" => Some(http::answer(kind, PIXEL)),
        ("frame", "html") => Some(http::answer(
            kind,
            format!("<!doctype html><html lang=\"en\"><title>{name}</title><p id=\"frame\">{name}</p></html>"),
        )),
        // A custom property tells a page that the sheet is in force.
        ("style", "css") => Some(http::answer(kind, format!(":root {{ --{name}: loaded; }}\n"))),
        ("media", "wav") => Some(http::answer(kind, silence())),
        ("media", _) => Some(http::answer(kind, "a small body")),
        _ => None,
    }
}

/// A second of nothing, which every browser can play: <http://soundfile.sapp.org/doc/WaveFormat/>
fn silence() -> Vec<u8> {
    const RATE: u32 = 8000;
    let numbers = |list: &[u32]| list.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
    let format = numbers(&[16, 0x0001_0001, RATE, RATE, 0x0008_0001]);
    [
        b"RIFF".to_vec(),
        numbers(&[36 + RATE]),
        b"WAVEfmt ".to_vec(),
        format,
        b"data".to_vec(),
        numbers(&[RATE]),
        [0x80; RATE as usize].to_vec(),
    ]
    .concat()
}

fn other(method: &Method, path: &str) -> Response<Body> {
    match path {
        "/missing.js" => http::missing(path),
        _ if method == Method::GET && path.ends_with(".js") => http::answer(SCRIPT, ""),
        // Amplitude sends an event again and again until this is the answer.
        _ if path.starts_with("/amplitude/") => http::answer("application/json", r#"{"code":200,"events_ingested":1}"#),
        _ if path.starts_with("/mixpanel/") => http::answer("application/json", r#"{"status":1}"#),
        _ => http::answer("application/json", "{}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header;

    #[test]
    fn small_files_have_the_type_of_their_kind() {
        let kinds = [
            ("/echo/a.mjs", SCRIPT),
            ("/image.png", "image/png"),
            ("/pixel/a.png", "image/png"),
            ("/frame/a.html", "text/html; charset=utf-8"),
            ("/style/a.css", "text/css; charset=utf-8"),
            ("/media/a.mp4", "video/mp4"),
            ("/media/a.wav", "audio/wav"),
        ];
        for (path, kind) in kinds {
            assert_eq!(small(path).unwrap().headers()[header::CONTENT_TYPE], kind, "{path}");
        }
        assert!(small("/collect").is_none() && small("/other.png").is_none());
    }
}
