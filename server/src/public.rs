//! What everybody may read without being a user of the app: pages without a script.

use app::feature::policy::public::{no_policy, policy_page};
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use service::{Error, policy};

use crate::router::AppState;

/// The privacy policy of each business, in every version.
pub fn routes() -> Router<AppState> {
    Router::new().route("/b/{slug}/privacy", get(newest)).route("/b/{slug}/privacy/{version}", get(version))
}

async fn newest(State(state): State<AppState>, Path(slug): Path<String>) -> Response {
    privacy_policy(state, &slug, None).await
}

async fn version(State(state): State<AppState>, Path((slug, version)): Path<(String, String)>) -> Response {
    match version.parse() {
        Ok(version) => privacy_policy(state, &slug, Some(version)).await,
        Err(_) => (StatusCode::NOT_FOUND, Html(no_policy(state.options))).into_response(),
    }
}

async fn privacy_policy(state: AppState, slug: &str, version: Option<i32>) -> Response {
    match policy::public(&state.service, slug, version).await {
        Ok(found) => {
            // A new version is to be seen at once.
            let keep = (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            ([keep], Html(policy_page(state.options, found))).into_response()
        }
        Err(Error::NotFound) => (StatusCode::NOT_FOUND, Html(no_policy(state.options))).into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a privacy policy could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
