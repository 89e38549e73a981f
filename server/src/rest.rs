//! What programs ask, at `/api/v1`.
//!
//! A program is known by its key alone: nothing here reads a cookie. The routes and their description come from the
//! same functions, so neither can say what the other does not.

mod bulk;
mod call;
mod call_check;
mod consent;
mod customer;
mod describe;
mod do_not_call;
mod ledger;
mod limit;
mod problem;
mod program;
mod receipt;
mod sent;
mod suppression;
mod webhook;
mod wished;

pub use describe::{document, written};
pub use limit::Limits;
pub(crate) use problem::Problem;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Request},
    middleware::from_fn,
    routing::{any, get},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::router::AppState;

/// Where all of it is.
const AT: &str = "/api/v1";

/// How many bytes a request may have: no wish of a program is longer.
const BODY_LIMIT: usize = 64 * 1024;

/// Everything that programs ask, with its description.
fn described() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(call_check::check))
        .routes(routes!(bulk::check_list))
        .routes(routes!(call::ask))
        .routes(routes!(call::start))
        .routes(routes!(customer::list, customer::add::add))
        .routes(routes!(customer::show, customer::change::change, customer::withdraw::withdraw))
        .routes(routes!(customer::sync::sync))
        .routes(routes!(consent::list, consent::add))
        .routes(routes!(receipt::show))
        .routes(routes!(do_not_call::mark, do_not_call::lift))
        .routes(routes!(suppression::list, suppression::add))
        .routes(routes!(suppression::lift))
        .routes(routes!(ledger::list))
        .routes(routes!(webhook::list, webhook::add))
        .routes(routes!(webhook::remove))
}

/// The routes at `/api/v1`.
pub fn routes() -> Router<AppState> {
    let (asked, _) = described().split_for_parts();
    let asked = asked
        .route("/openapi.json", get(|| async { Json(document()) }))
        .method_not_allowed_fallback(|| async { Problem::MethodNotAllowed })
        .fallback(|| async { Problem::NoSuchPath })
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn(limit::say));
    // Its own fallback does not have the address with nothing behind the slash.
    let nothing = any(|| async { Problem::NoSuchPath });
    Router::new().route(&format!("{AT}/"), nothing).nest(AT, asked)
}

/// Whether a program sent this.
pub(crate) fn is_asked(request: &Request) -> bool {
    request.uri().path().strip_prefix(AT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
