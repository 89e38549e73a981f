//! What a load balancer asks: is it alive, is it ready.

use axum::{Json, Router, extract::State, http::StatusCode, routing::get};
use serde::Serialize;
use service::{Service, journal::Journal};

use crate::router::AppState;

/// `/healthz` and `/readyz`.
pub fn routes() -> Router<AppState> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready))
}

/// The answer of `/readyz`.
#[derive(Serialize)]
struct Readiness {
    ready: bool,
    /// Whether the database answers.
    database: bool,
    /// Whether every key of the installation is there. Without them nobody may be called.
    keys: bool,
    /// How many entries of the ledgers are not in the suppression journal yet; `null` while another
    /// process keeps it.
    journal_lag: Option<u64>,
}

async fn alive() -> Json<serde_json::Value> {
    Json(serde_json::json!({ "alive": true }))
}

async fn ready(State(service): State<Service>, State(journal): State<Journal>) -> (StatusCode, Json<Readiness>) {
    let database = match service.db().ping().await {
        Ok(()) => true,
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the database does not answer");
            false
        }
    };
    let keys = service.has_keys();
    let ready = database && keys;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Readiness { ready, database, keys, journal_lag: journal.lag() }))
}
