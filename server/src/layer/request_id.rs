//! Each request's own name, which ties the log to the ledger and to what a person can quote.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    http::HeaderValue,
    middleware::Next,
    response::Response,
};
use domain::id::RequestId;
use service::{
    Service,
    ports::{SystemRandom, new_id},
};
use tracing::Instrument as _;

/// The name of the header that carries it back.
const HEADER: &str = "x-request-id";

/// Names the request and writes one line about it: the route's template, never the path, which may
/// hold a token or an identifier.
pub async fn name(State(service): State<Service>, mut request: Request, next: Next) -> Response {
    let id: RequestId = new_id(service.now(), &SystemRandom).into();
    request.extensions_mut().insert(id);
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
    let span = tracing::info_span!("request", %id, method = %request.method(), route);
    let began = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status().as_u16();
    span.in_scope(|| tracing::info!(status, milliseconds = began.elapsed().as_millis(), "answered"));
    if let Ok(value) = HeaderValue::try_from(id.to_string()) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

/// The name of a request that came through [`name`].
pub fn id_of(request: &Request) -> Option<RequestId> {
    request.extensions().get().copied()
}
