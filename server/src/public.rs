//! What everybody may read without being a user of the app: pages without a script.

use app::feature::policy::public::{no_policy, policy_page};
use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::language::Language;
use service::{Error, policy};

use crate::{
    language::{Accepts, document},
    router::AppState,
};

/// The privacy policy of each business, in every version.
pub fn routes() -> Router<AppState> {
    Router::new().route("/b/{slug}/privacy", get(newest)).route("/b/{slug}/privacy/{version}", get(version))
}

async fn newest(State(state): State<AppState>, Accepts(accepts): Accepts, Path(slug): Path<String>) -> Response {
    privacy_policy(state, &slug, None, accepts).await
}

async fn version(
    State(state): State<AppState>,
    Accepts(accepts): Accepts,
    Path((slug, version)): Path<(String, String)>,
) -> Response {
    match version.parse() {
        Ok(version) => privacy_policy(state, &slug, Some(version), accepts).await,
        Err(_) => not_found(state, accepts),
    }
}

async fn privacy_policy(state: AppState, slug: &str, version: Option<i32>, accepts: Option<Language>) -> Response {
    match policy::public(&state.service, slug, version, accepts).await {
        Ok(found) => {
            // A new version is to be seen at once, and each reader gets their own words around it.
            let keep = [(header::CACHE_CONTROL, "no-cache"), (header::VARY, "Accept-Language")];
            (keep, document(found.language, policy_page(state.options, found))).into_response()
        }
        Err(Error::NotFound) => not_found(state, accepts),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a privacy policy could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn not_found(state: AppState, accepts: Option<Language>) -> Response {
    let language = accepts.unwrap_or_default();
    (StatusCode::NOT_FOUND, document(language, no_policy(state.options, language))).into_response()
}
