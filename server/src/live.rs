//! The socket through which an open page hears, at once, what changed.
//!
//! What it sends is read once for all sockets of a business.

use std::sync::Arc;

use app::{
    live::BUILD,
    ssr::{Cookie, Transport},
};
use axum::{
    Extension, Router,
    extract::{Query, State, WebSocketUpgrade, ws::close_code},
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

use crate::{
    config::address::PublicUrl,
    router::AppState,
    socket::{self, COME_BACK, Close, Tells},
};

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
    let AppState { service, shutdown, public_url, .. } = app;
    let begun = begin(&service, &public_url, &headers, request, &place).await;
    socket::answer(upgrade, shutdown, begun.map_err(Close::from))
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

impl Tells for Subscription {
    async fn next(&mut self) -> Result<Arc<str>, Close> {
        Ok(Self::next(self).await?)
    }

    async fn tick(&mut self) -> Result<Arc<str>, Close> {
        Ok(Self::tick(self).await?)
    }
}

impl From<End> for Close {
    fn from(end: End) -> Self {
        match end {
            End::SignedOut => Self(close_code::POLICY, "signed out"),
            End::ComeBack => COME_BACK,
        }
    }
}
