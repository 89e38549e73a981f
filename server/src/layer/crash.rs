//! A bug that panics ends one request with an answer, not the connection without one.

use std::panic::AssertUnwindSafe;

use axum::{
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use futures::FutureExt;

use super::request_id::id_of;
use crate::rest;

/// Answers 500 with the request's reference when what is behind it panicked.
pub async fn answer(request: Request, next: Next) -> Response {
    let (id, is_asked) = (id_of(&request), rest::is_asked(&request));
    if let Ok(response) = AssertUnwindSafe(next.run(request)).catch_unwind().await {
        return response;
    }
    // The panic's own text has been written to stderr by then.
    tracing::error!("the request ended in a panic");
    if is_asked {
        return rest::Problem::Broken.into_response();
    }
    let reference = id.map(|id| format!(" Reference {id}.")).unwrap_or_default();
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><title>Something broke</title><h1>Something broke on our side</h1>\
         <p>If you were saving something, look whether it is there before you try again.{reference}</p></html>"
    );
    (StatusCode::INTERNAL_SERVER_ERROR, Html(page)).into_response()
}
