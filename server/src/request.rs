//! The copy of a customer's data that staff make for a request: as a document, and as a file.
//!
//! Each is made by a POST, for that it was made is recorded.

use app::feature::request::copy::copy_page;
use axum::{
    Extension, Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use domain::{id::RequestId, wire::request::view::Copy};
use service::{Error, request};

use crate::{import::asking, language, router::AppState};

/// Nothing on the way keeps it, and its name says nothing about anybody.
const FILE: [(HeaderName, &str); 3] = [
    (header::CONTENT_TYPE, "application/json"),
    (header::CONTENT_DISPOSITION, "attachment; filename=\"copy.json\""),
    (header::CACHE_CONTROL, "no-store"),
];
/// The document is for who asked for it now.
pub(crate) const UNKEPT: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

/// Where the copies are made.
pub fn routes() -> Router<AppState> {
    let back = |Path(id): Path<String>| async move { Redirect::to(&page_of(&id)) };
    Router::new()
        .route("/requests/{request}/copy", post(document).get(back))
        .route("/requests/{request}/copy.json", post(file).get(back))
}

async fn document(
    State(app): State<AppState>,
    Extension(request): Extension<RequestId>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    match made(&app, request, &id, &headers).await {
        Ok(copy) => (UNKEPT, language::document(copy.language, copy_page(app.options, copy))).into_response(),
        Err(error) => elsewhere(&id, &error),
    }
}

async fn file(
    State(app): State<AppState>,
    Extension(request): Extension<RequestId>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    match made(&app, request, &id, &headers).await.and_then(|copy| request::to_json(&copy)) {
        Ok(file) => (FILE, file).into_response(),
        Err(error) => elsewhere(&id, &error),
    }
}

async fn made(app: &AppState, request: RequestId, id: &str, headers: &HeaderMap) -> Result<Copy, Error> {
    let ctx = asking(app, request, headers).await?;
    request::copy(&app.service, &ctx, id).await
}

fn page_of(id: &str) -> String {
    let id: String = id.chars().filter(|sign| sign.is_ascii_hexdigit() || *sign == '-').collect();
    format!("/requests/{id}")
}

fn elsewhere(id: &str, error: &Error) -> Response {
    match error {
        Error::SignedOut => Redirect::to(&format!("/sign-in?next={}", page_of(id))).into_response(),
        // Its page says why.
        Error::Forbidden | Error::NotFound => Redirect::to(&page_of(id)).into_response(),
        error => {
            tracing::error!(error = error as &dyn std::error::Error, "a copy was not made");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
