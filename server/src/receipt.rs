//! Handing out a customer's consent receipt, and the keys with which anybody can check one.

use axum::{
    Extension, Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::id::{CustomerId, RequestId};
use service::{Error, account, receipt};

use crate::router::AppState;
use app::ssr::Cookie;

/// A file of its own, named after nobody, and nothing on the way keeps it.
const HANDED_OUT: [(HeaderName, &str); 3] = [
    (header::CONTENT_TYPE, "application/ld+json"),
    (header::CONTENT_DISPOSITION, "attachment; filename=\"consent-receipt.json\""),
    (header::CACHE_CONTROL, "no-store"),
];

/// Where a receipt is fetched, and where everybody finds the public keys.
pub fn routes() -> Router<AppState> {
    Router::new().route("/customers/{id}/receipt", get(hand_out)).route("/.well-known/ringfence-ledger-keys", get(keys))
}

async fn hand_out(
    State(app): State<AppState>,
    Extension(request): Extension<RequestId>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let made = async {
        let token = Cookie::Session.read(&headers, app.transport()).ok_or(Error::SignedOut)?;
        let (ctx, _) = account::session(&app.service, &token, request).await?.ok_or(Error::SignedOut)?;
        let receipt = receipt::receipt(&app.service, &ctx, &id).await?;
        serde_json::to_string_pretty(&receipt).map_err(|_| Error::Broken("a receipt cannot be written"))
    };
    match made.await {
        Ok(text) => (HANDED_OUT, format!("{text}\n")).into_response(),
        Err(Error::SignedOut) => {
            // Only an identifier may stand in an address to which somebody is led.
            let next = id.parse::<CustomerId>().map_or("/customers".to_owned(), |id| format!("/customers/{id}"));
            Redirect::to(&format!("/sign-in?next={next}")).into_response()
        }
        Err(Error::Forbidden) => StatusCode::FORBIDDEN.into_response(),
        Err(Error::NotFound) => (StatusCode::NOT_FOUND, "Nothing is held about such a customer.\n").into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a receipt was not made");
            (StatusCode::SERVICE_UNAVAILABLE, "The receipt cannot be made now.\n").into_response()
        }
    }
}

/// One key a line; none while the key of this installation is missing.
async fn keys(State(app): State<AppState>) -> Response {
    let keys = receipt::published_keys(&app.service);
    if keys.is_empty() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let text: String = keys.into_iter().map(|key| key + "\n").collect();
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
