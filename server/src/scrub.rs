//! "Check a list": receiving the list, and handing its result out.

use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, Query, Request, State},
    http::{HeaderMap, HeaderName, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{id::RequestId, wire::scrub::params};
use service::{Error, scrub};
use tower::ServiceExt as _;
use tower_http::services::ServeFile;

use crate::{
    import::{arrive, asking, not_kept},
    router::AppState,
};

/// The page.
const PAGE: &str = "/check/list";
/// The result is a file of its own, and nothing on the way keeps it. The list's own name may say more than it
/// should, so it has another one.
const HANDED_OUT: [(HeaderName, &str); 3] = [
    (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
    (header::CONTENT_DISPOSITION, "attachment; filename=\"checked.csv\""),
    (header::CACHE_CONTROL, "no-store"),
];

/// Where a list is sent to, and where its result is fetched.
pub fn routes() -> Router<AppState> {
    let send = post(check).get(|| async { Redirect::to(PAGE) });
    // What arrives goes to the disk and is counted there.
    let send = send.layer(DefaultBodyLimit::disable());
    Router::new().route("/check/list/file", send).route("/check/list/result", get(result))
}

/// Receives a list, checks it, and leads to its page.
async fn check(
    State(app): State<AppState>,
    Extension(request): Extension<RequestId>,
    headers: HeaderMap,
    body: Multipart,
) -> Response {
    let checked = async {
        let ctx = asking(&app, request, &headers).await?;
        let (file, fields) = arrive(&app, &ctx, body).await?;
        let typed = |name: &str| fields.get(name).cloned().unwrap_or_default();
        let typed = params::Check { purpose: typed("purpose"), columns: typed("columns") };
        scrub::check_list(&app.service, &ctx, &file, typed).await?;
        Ok(file)
    };
    match checked.await {
        Ok(file) => Redirect::to(&format!("{PAGE}?file={file}")).into_response(),
        Err(error) => elsewhere(&error),
    }
}

/// Hands the result out to the member who made it.
async fn result(
    State(app): State<AppState>,
    Extension(id): Extension<RequestId>,
    Query(query): Query<params::Query>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let found = async {
        let ctx = asking(&app, id, &headers).await?;
        scrub::result(&app.service, &ctx, &query.file)
    };
    let path = match found.await {
        Ok(path) => path,
        // The page says that it is gone.
        Err(Error::NotFound) => return Redirect::to(&format!("{PAGE}?file=gone")).into_response(),
        Err(error) => return elsewhere(&error),
    };
    let Ok(response) = ServeFile::new(path).oneshot(request).await;
    (HANDED_OUT, response).into_response()
}

fn elsewhere(error: &Error) -> Response {
    match error {
        Error::SignedOut => Redirect::to(&format!("/sign-in?next={PAGE}")).into_response(),
        // Its page says why.
        Error::Forbidden => Redirect::to(PAGE).into_response(),
        error => {
            tracing::error!(error = error as &dyn std::error::Error, "a list was not checked");
            not_kept(PAGE)
        }
    }
}
