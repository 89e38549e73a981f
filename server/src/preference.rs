//! The customer's own pages: no sign-in, no cookie, no script.
//!
//! GET and HEAD change nothing, ever: whatever opens the links of a mail before its reader does. The token
//! is in the path, which is never logged; its pages tell other sites no address.

use std::collections::BTreeSet;

use app::feature::{
    preference::public::{changed_page, confirm_page, nothing_page, preferences_page, used_page},
    request::copy::copy_page,
};
use axum::{
    Extension, Router,
    extract::{Path, RawForm, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{id::RequestId, topic::Topic, wire::preference::view::Changed};
use service::{
    Error,
    preference::{self, Wish},
};

use crate::{request::UNKEPT, router::AppState};

/// The preferences, what a mail program stops by itself, and what a mail allows.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/preferences/{token}", get(show).post(change))
        .route("/preferences/{token}/one-click", post(one_click).get(lead_back))
        .route("/preferences/{token}/confirm/{code}", get(confirming).post(confirm))
}

type Request = Extension<RequestId>;

async fn show(State(state): State<AppState>, Extension(request): Request, Path(token): Path<String>) -> Response {
    match preference::show(&state.service, &token, request).await {
        Ok(page) => Html(preferences_page(state.options, &path_of(&token), page)).into_response(),
        Err(error) => refused(state, &error),
    }
}

async fn change(
    State(state): State<AppState>,
    Extension(request): Request,
    Path(token): Path<String>,
    RawForm(body): RawForm,
) -> Response {
    let Some(wish) = read(&body) else { return StatusCode::BAD_REQUEST.into_response() };
    match preference::change(&state.service, &token, request, wish).await {
        Ok(page) => Html(changed_page(state.options, &path_of(&token), page)).into_response(),
        Err(error) => refused(state, &error),
    }
}

/// What a form asks for. A topic that is not said yes to is said no to: what is cut off stops.
fn read(body: &[u8]) -> Option<Wish> {
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).ok()?;
    let (_, name) = fields.iter().find(|(field, _)| field == "do")?;
    Some(match name.as_str() {
        "stop-calls" => Wish::StopCalls,
        "stop-everything" => Wish::StopEverything,
        "save" => {
            let yes = fields.iter().filter(|(_, value)| value == "yes");
            Wish::Choose(yes.filter_map(|(field, _)| Topic::from_code(field).ok()).collect::<BTreeSet<_>>())
        }
        "copy" => Wish::Copy,
        "withdraw" => Wish::Withdraw,
        "not-my-address" => Wish::NotMyAddress,
        _ => return None,
    })
}

/// What a mail program sends (RFC 8058): the answer is for nobody's eyes.
async fn one_click(State(state): State<AppState>, Extension(request): Request, Path(token): Path<String>) -> Response {
    match preference::change(&state.service, &token, request, Wish::OneClick).await {
        Ok(_) => "You get no more e-mails about services or offers.".into_response(),
        Err(error) => refused(state, &error),
    }
}

async fn lead_back(Path(token): Path<String>) -> Redirect {
    Redirect::to(&path_of(&token))
}

async fn confirming(
    State(state): State<AppState>,
    Extension(request): Request,
    Path((token, code)): Path<(String, String)>,
) -> Response {
    match preference::confirming(&state.service, &token, &code, request).await {
        Ok(page) => {
            let path = format!("{}/confirm/{}", path_of(&token), segment(&code));
            Html(confirm_page(state.options, &path, page)).into_response()
        }
        Err(error) => refused(state, &error),
    }
}

async fn confirm(
    State(state): State<AppState>,
    Extension(request): Request,
    Path((token, code)): Path<(String, String)>,
) -> Response {
    match preference::confirm(&state.service, &token, &code, request).await {
        Ok(Changed { copy: Some(copy), .. }) => (UNKEPT, Html(copy_page(state.options, copy))).into_response(),
        Ok(page) => Html(changed_page(state.options, &path_of(&token), page)).into_response(),
        Err(error) => refused(state, &error),
    }
}

fn path_of(token: &str) -> String {
    format!("/preferences/{}", segment(token))
}

/// A secret as it stands in an address. Of another text nothing is kept: no link of ours has such signs.
fn segment(secret: &str) -> String {
    secret.chars().filter(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_')).collect()
}

fn refused(state: AppState, error: &Error) -> Response {
    match error {
        Error::NotFound => (StatusCode::NOT_FOUND, Html(nothing_page(state.options))).into_response(),
        Error::LinkGone => (StatusCode::GONE, Html(used_page(state.options))).into_response(),
        error => {
            tracing::error!(error = error as &dyn std::error::Error, "a customer's preferences could not be reached");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
