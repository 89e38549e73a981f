//! The audit log as a file, handed out while it is read.

use axum::{
    Extension, Router,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::id::RequestId;
use futures::stream;
use service::{
    Error, Service,
    ledger::{self, Export, Format},
};

use crate::{import::asking, router::AppState};

/// The page whose entries these are.
const PAGE: &str = "/audit-log";

/// Where the log is fetched as a table, and as lines that can be checked.
pub fn routes() -> Router<AppState> {
    let lines = "attachment; filename=\"audit-log.jsonl\"";
    let table = "attachment; filename=\"audit-log.csv\"";
    Router::new()
        .route(
            "/audit-log.jsonl",
            get(move |app, request, headers| {
                hand_out(app, request, headers, Format::JsonLines, ("application/jsonl", lines))
            }),
        )
        .route(
            "/audit-log.csv",
            get(move |app, request, headers| {
                hand_out(app, request, headers, Format::Csv, ("text/csv; charset=utf-8", table))
            }),
        )
}

async fn hand_out(
    State(app): State<AppState>,
    Extension(request): Extension<RequestId>,
    headers: HeaderMap,
    format: Format,
    (content, name): (&'static str, &'static str),
) -> Response {
    let begun = async {
        let ctx = asking(&app, request, &headers).await?;
        ledger::export(&app.service, &ctx, format).await
    };
    match begun.await {
        Ok(export) => {
            let handed_out: [(HeaderName, &str); 3] = [
                (header::CONTENT_TYPE, content),
                (header::CONTENT_DISPOSITION, name),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (handed_out, Body::from_stream(parts(app.service.clone(), export))).into_response()
        }
        Err(Error::SignedOut) => Redirect::to(&format!("/sign-in?next={PAGE}")).into_response(),
        Err(Error::Forbidden) => (StatusCode::FORBIDDEN, "Owners and admins download the audit log.\n").into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the audit log was not handed out");
            (StatusCode::SERVICE_UNAVAILABLE, "The audit log cannot be read now.\n").into_response()
        }
    }
}

/// A reader who is slow makes the reading slow, and nothing is kept meanwhile. A part that cannot be read breaks the
/// file off, which a browser shows as a failed download.
fn parts(service: Service, export: Export) -> impl futures::Stream<Item = Result<String, Error>> {
    stream::try_unfold((service, export), async |(service, mut export)| {
        let part = export.next(&service).await?;
        Ok(part.map(|part| (part, (service, export))))
    })
}
