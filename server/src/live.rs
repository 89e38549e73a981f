//! The socket through which an open page hears, at once, what changed.
//!
//! One task a socket; what it sends is read once for all sockets of a business. That it came from
//! our own page was checked by `layer::origin_guard`. A browser cannot see why an upgrade was
//! refused, so a socket is always opened, and closed with the reason.

use std::time::Duration;

use app::{
    live::BUILD,
    ssr::{Cookie, Transport},
};
use axum::{
    Extension, Router,
    extract::{
        Query, State, WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket, close_code},
    },
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::id::RequestId;
use serde::Deserialize;
use service::{
    Service, account,
    ctx::Ctx,
    live::{End, Subscription, subscribe},
};
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use crate::{config::address::PublicUrl, router::AppState, shutdown::Shutdown};

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

/// `/live`.
pub fn routes() -> Router<AppState> {
    Router::new().route("/live", get(open))
}

/// Where a page is in the ledger.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Place {
    after: Option<i64>,
    epoch: Option<String>,
}

async fn open(
    State(app): State<AppState>,
    Extension(request): Extension<RequestId>,
    Query(place): Query<Place>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let AppState { service, mut shutdown, public_url, .. } = app;
    let begun = begin(&service, &public_url, &headers, request, &place).await;
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(READ_BUFFER)
        .max_message_size(HEARD)
        .max_frame_size(HEARD)
        .on_upgrade(move |mut socket| async move {
            let end = match begun {
                Ok(subscription) => tell(&mut socket, subscription, &mut shutdown).await,
                Err(end) => Some(end),
            };
            if let Some(end) = end {
                close(socket, end).await;
            }
            // Whoever stops the server waits for it until here.
            drop(shutdown);
        })
}

async fn begin(
    service: &Service,
    public_url: &PublicUrl,
    headers: &HeaderMap,
    request: RequestId,
    place: &Place,
) -> Result<Subscription, End> {
    let ctx = signed_in(service, public_url, headers, request).await?;
    Ok(subscribe(service, &ctx, BUILD, place.after, place.epoch.as_deref()).await?)
}

async fn signed_in(
    service: &Service,
    public_url: &PublicUrl,
    headers: &HeaderMap,
    request: RequestId,
) -> Result<Ctx, End> {
    let transport = if public_url.is_secure() { Transport::Secure } else { Transport::Plain };
    let token = Cookie::Session.read(headers, transport).ok_or(End::SignedOut)?;
    let (ctx, _) = account::session(service, &token, request).await?.ok_or(End::SignedOut)?;
    Ok(ctx)
}

/// Tells a page everything until one side has enough. Answers why it is to be closed, if it is
/// still there.
async fn tell(socket: &mut WebSocket, mut subscription: Subscription, shutdown: &mut Shutdown) -> Option<End> {
    let mut beat = interval_at(Instant::now() + TICK, TICK);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let frame = tokio::select! {
            () = shutdown.begun() => return Some(End::ComeBack),
            heard = socket.recv() => match heard {
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                // A page has nothing to say here: this is no page of ours, or one that goes.
                _ => return None,
            },
            _ = beat.tick() => subscription.tick().await,
            frame = subscription.next() => frame,
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

async fn close(mut socket: WebSocket, end: End) {
    let (code, reason) = match end {
        End::SignedOut => (close_code::POLICY, "signed out"),
        End::ComeBack => (close_code::RESTART, "come back"),
    };
    let closing = async {
        let said = socket.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await;
        // A connection that is dropped before its close was heard looks like a broken one.
        while said.is_ok() && socket.recv().await.is_some_and(|heard| heard.is_ok()) {}
    };
    // It is over either way.
    let _heard_or_not = timeout(CLOSED_WITHIN, closing).await;
}
