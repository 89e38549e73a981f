//! A socket that tells and does not listen: one task each.
//!
//! That it came from our own page was checked by `layer::origin_guard`. A browser cannot see why an upgrade was
//! refused, so a socket is always opened, and closed with the reason.

use std::{future::Future, sync::Arc, time::Duration};

use axum::{
    extract::{
        WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket},
    },
    response::Response,
};
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use crate::shutdown::Shutdown;

/// A page that hears nothing for two of these does not trust what it shows any more.
const TICK: Duration = Duration::from_secs(20);
/// How long a reader may leave a frame untaken. It comes back at its position.
const TAKEN_WITHIN: Duration = Duration::from_secs(10);
/// How long the other side may take to say that it heard the close.
const CLOSED_WITHIN: Duration = Duration::from_secs(1);
/// Pages say nothing; the library's default is 128 KiB for each socket.
const READ_BUFFER: usize = 4 * 1024;
/// The longest thing that a page may say all the same.
const HEARD: usize = 1024;

/// Why a socket is closed, as the page hears it: a code of RFC 6455 or one of ours, and a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Close(pub(crate) u16, pub(crate) &'static str);

/// The server stops, or cannot read: come back at your position.
pub(crate) const COME_BACK: Close = Close(axum::extract::ws::close_code::RESTART, "come back");

/// What is told over a socket.
pub(crate) trait Tells: Send + 'static {
    /// The next frame. It may be given up while it waits.
    fn next(&mut self) -> impl Future<Output = Result<Arc<str>, Close>> + Send;
    /// The frame that says that the link is alive.
    fn tick(&mut self) -> impl Future<Output = Result<Arc<str>, Close>> + Send;
}

/// Opens the socket and tells what there is to be told; or closes it at once with the reason.
pub(crate) fn answer<T: Tells>(upgrade: WebSocketUpgrade, mut shutdown: Shutdown, begun: Result<T, Close>) -> Response {
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(READ_BUFFER)
        .max_message_size(HEARD)
        .max_frame_size(HEARD)
        .on_upgrade(move |mut socket| async move {
            let end = match begun {
                Ok(teller) => tell(&mut socket, teller, &mut shutdown).await,
                Err(end) => Some(end),
            };
            if let Some(end) = end {
                close(socket, end).await;
            }
            // Whoever stops the server waits for it until here.
            drop(shutdown);
        })
}

/// Tells a page everything until one side has enough. Answers why it is to be closed, if it is
/// still there.
async fn tell(socket: &mut WebSocket, mut teller: impl Tells, shutdown: &mut Shutdown) -> Option<Close> {
    let mut beat = interval_at(Instant::now() + TICK, TICK);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let frame = tokio::select! {
            () = shutdown.begun() => return Some(COME_BACK),
            heard = socket.recv() => match heard {
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                // A page has nothing to say here: this is no page of ours, or one that goes.
                _ => return None,
            },
            // Set aside for the moment only: what waits most of the time is to be small.
            _ = beat.tick() => Box::pin(teller.tick()).await,
            frame = teller.next() => frame,
        };
        match frame {
            Ok(frame) => {
                let sent = timeout(TAKEN_WITHIN, socket.send(Message::text(&*frame))).await;
                sent.ok()?.ok()?;
            }
            Err(end) => return Some(end),
        }
    }
}

async fn close(mut socket: WebSocket, Close(code, reason): Close) {
    let closing = async {
        let said = socket.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await;
        // A connection that is dropped before its close was heard looks like a broken one.
        while said.is_ok() && socket.recv().await.is_some_and(|heard| heard.is_ok()) {}
    };
    // It is over either way.
    let _heard_or_not = timeout(CLOSED_WITHIN, closing).await;
}
