//! "Export everything": handing the archive out.

use axum::{
    Extension, Router,
    extract::{Query, Request, State},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{id::RequestId, wire::archive::params};
use service::{Error, archive};
use tower::ServiceExt as _;
use tower_http::services::ServeFile;

use crate::{import::asking, router::AppState};

/// The page.
const PAGE: &str = "/settings/export";
/// The archive is a file of its own, and nothing on the way keeps it.
const HANDED_OUT: [(HeaderName, &str); 3] = [
    (header::CONTENT_TYPE, "application/zip"),
    (header::CONTENT_DISPOSITION, "attachment; filename=\"business.zip\""),
    (header::CACHE_CONTROL, "no-store"),
];

/// Where an archive is fetched.
pub fn routes() -> Router<AppState> {
    Router::new().route("/settings/export/result", get(result))
}

/// Hands the archive out to the owner who had it made.
async fn result(
    State(app): State<AppState>,
    Extension(id): Extension<RequestId>,
    Query(query): Query<params::Query>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let found = async {
        let ctx = asking(&app, id, &headers).await?;
        archive::result(&app.service, &ctx, &query.file)
    };
    match found.await {
        Ok(path) => {
            let Ok(response) = ServeFile::new(path).oneshot(request).await;
            (HANDED_OUT, response).into_response()
        }
        // The page says that it is gone.
        Err(Error::NotFound) => Redirect::to(&format!("{PAGE}?file=gone")).into_response(),
        Err(Error::SignedOut) => Redirect::to(&format!("/sign-in?next={PAGE}")).into_response(),
        // Its page says why.
        Err(Error::Forbidden) => Redirect::to(PAGE).into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "an archive was not handed out");
            (StatusCode::SERVICE_UNAVAILABLE, "The archive cannot be read now.\n").into_response()
        }
    }
}
