//! How long a page may take.

use std::time::Duration;

use axum::{
    extract::Request,
    http::{Method, StatusCode, header::RETRY_AFTER},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

/// Long enough for every page; a person who waited this long has gone.
const DEADLINE: Duration = Duration::from_secs(10);

const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><title>Ringfence is busy</title>\
    <h1>This page took too long</h1><p>Nothing was changed. Please try again in a few seconds.</p></html>";

/// Answers 503 when a page is not there in time, so that no browser waits for ever. A change is
/// left alone: it is done or refused by its own rules.
pub async fn answer(request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    if let Ok(response) = tokio::time::timeout(DEADLINE, next.run(request)).await {
        return response;
    }
    tracing::warn!("the page was not ready in time");
    (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "5")], Html(PAGE)).into_response()
}
