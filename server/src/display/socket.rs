//! `/live/display`: the socket of an office screen, with frames of its own type.

use std::sync::Arc;

use app::live::BUILD;
use axum::{
    Router,
    extract::{Query, State, WebSocketUpgrade, ws::close_code},
    http::{HeaderMap, header::SEC_WEBSOCKET_PROTOCOL},
    response::Response,
    routing::get,
};
use serde::Deserialize;
use service::display::{End, Watch, watch};

use crate::{
    router::AppState,
    socket::{self, COME_BACK, Close, Tells},
};

/// What the socket speaks. The other word that a screen offers beside it is its ticket.
const PROTOCOL: &str = "ringfence.display";
/// The code by which a screen hears that its page is to be loaded again: the range of RFC 6455 for our own.
const RELOAD: u16 = 4000;

/// `/live/display`.
pub fn routes() -> Router<AppState> {
    Router::new().route("/live/display", get(open))
}

/// What the page of the screen is, and where it is in the ledger.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Place {
    build: Option<String>,
    after: Option<i64>,
}

async fn open(
    State(app): State<AppState>,
    Query(place): Query<Place>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let begun = watch(&app.service, ticket(&headers), (BUILD, place.build.as_deref()), place.after).await;
    socket::answer(upgrade.protocols([PROTOCOL]), app.shutdown, begun.map_err(Close::from))
}

/// The ticket, which travels where no log looks.
fn ticket(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(SEC_WEBSOCKET_PROTOCOL).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim).find(|word| *word != PROTOCOL)
}

impl Tells for Watch {
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
            End::Unpaired => Self(close_code::POLICY, "not paired"),
            End::Reload => Self(RELOAD, "load again"),
            End::ComeBack => COME_BACK,
        }
    }
}
