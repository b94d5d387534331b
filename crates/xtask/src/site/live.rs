//! Tells open pages what happens: what reached the third parties, and that the kit was built anew. Knows no page.

use super::Shared;
use crate::collector::Log;
use crate::http;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_util::stream::{self, Stream};
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::watch;

/// What the stream of events is fed from.
pub(super) struct Live {
    pub(super) log: Arc<Log>,
    pub(super) reload: watch::Sender<u64>,
}

/// The stream: `hits` at once and after every change, `reload` after a build.
pub(super) async fn events(State(shared): State<Arc<Shared>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut bell = shared.live.log.bell();
    bell.mark_changed();
    let start = (shared.live.reload.subscribe(), bell, Arc::clone(&shared.live.log));
    let events = stream::unfold(start, |(mut reload, mut bell, log)| async move {
        let event = tokio::select! {
            changed = bell.changed() => {
                changed.ok()?;
                Event::default().event("hits").data(log.counts().to_string())
            }
            changed = reload.changed() => {
                changed.ok()?;
                Event::default().event("reload").data("")
            }
        };
        Some((Ok(event), (reload, bell, log)))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

/// The counts as they are now.
pub(super) async fn counts(State(shared): State<Arc<Shared>>) -> Response<Body> {
    http::answer("application/json", shared.live.log.counts().to_string())
}

/// Sets them to nothing.
pub(super) async fn reset(State(shared): State<Arc<Shared>>) -> StatusCode {
    shared.live.log.clear();
    StatusCode::NO_CONTENT
}
