//! Office screens: the page that one shows, the entering of its code, and its socket.
//!
//! Nobody signs in on a screen. It is known by a secret in a cookie that no script can read; a code that came by a
//! link goes into a cookie too, so that neither stands in an address for long. Paths are never logged.

mod socket;

pub use socket::routes as socket;

use app::{
    feature::display::public::{code_page, numbers_page, revoked_page, unreadable_page},
    ssr::{ClientAddress, Cookie},
};
use axum::{
    Extension, Form, Router,
    extract::{Path, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CONTENT_SECURITY_POLICY, SET_COOKIE},
    },
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{display::PAIRING_FOR, id::RequestId};
use serde::Deserialize;
use service::{
    Error,
    display::{Seen, look, pair},
};

use crate::{layer::headers::WITH_OWN_SCRIPT, router::AppState};

/// How long a browser keeps a screen's secret: as long as browsers keep anything. Each loading begins it anew.
const KEPT_FOR: i64 = 400 * 24 * 60 * 60;

/// The page of a screen, and the link that enters a code on it.
pub fn routes() -> Router<AppState> {
    Router::new().route("/display", get(show).post(enter)).route("/display/{code}", get(take))
}

async fn show(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let transport = state.transport();
    // Whoever has just followed a link to a code wants to enter it, whatever the screen showed before.
    if let Some(code) = Cookie::Code.read(&headers, transport).filter(|code| !code.is_empty()) {
        return Html(code_page(state.options, &code, None)).into_response();
    }
    let token = Cookie::Display.read(&headers, transport);
    match look(&state.service, token.as_deref()).await {
        Ok(Seen::Screen(screen)) => {
            let kept = token.and_then(|token| Cookie::Display.header(&token, KEPT_FOR, transport).parse().ok());
            let set: HeaderMap = kept.map(|line: HeaderValue| (SET_COOKIE, line)).into_iter().collect();
            let policy = [(CONTENT_SECURITY_POLICY, WITH_OWN_SCRIPT)];
            (policy, set, Html(numbers_page(state.options, *screen))).into_response()
        }
        Ok(Seen::Revoked) => Html(revoked_page(state.options)).into_response(),
        Ok(Seen::Unpaired) => Html(code_page(state.options, "", None)).into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "an office screen could not be read");
            (StatusCode::SERVICE_UNAVAILABLE, Html(unreadable_page(state.options))).into_response()
        }
    }
}

/// Takes the code of a link out of the address. Nothing is paired by following one: whatever opens links before
/// their reader does, uses none up.
async fn take(State(state): State<AppState>, Path(code): Path<String>) -> Response {
    let digits: String = code.chars().filter(char::is_ascii_digit).take(8).collect();
    let line = Cookie::Code.header(&digits, PAIRING_FOR.num_seconds(), state.transport());
    ([(SET_COOKIE, line)], Redirect::to("/display")).into_response()
}

/// What is entered on a screen.
#[derive(Debug, Default, Deserialize)]
struct Entered {
    #[serde(default)]
    code: String,
}

async fn enter(
    State(state): State<AppState>,
    Extension(request): Extension<RequestId>,
    address: Option<Extension<ClientAddress>>,
    Form(entered): Form<Entered>,
) -> Response {
    let address = address.map(|Extension(ClientAddress(address))| address).unwrap_or_default();
    let (status, problem) = match pair(&state.service, &entered.code, &address, request).await {
        Ok(paired) => return paired_response(&state, &paired.token),
        Err(Error::Invalid(invalid)) => {
            let said = invalid.of("code").map(ToString::to_string);
            (StatusCode::UNPROCESSABLE_ENTITY, said.unwrap_or_default())
        }
        Err(Error::Throttled) => {
            (StatusCode::TOO_MANY_REQUESTS, "Too many codes were wrong. Wait a few minutes, and try again".to_owned())
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "an office screen could not be paired");
            (StatusCode::SERVICE_UNAVAILABLE, "This is not possible at the moment. Try again in a minute".to_owned())
        }
    };
    (status, Html(code_page(state.options, &entered.code, Some(&problem)))).into_response()
}

fn paired_response(state: &AppState, token: &str) -> Response {
    let transport = state.transport();
    let lines = [Cookie::Display.header(token, KEPT_FOR, transport), Cookie::Code.header("", 0, transport)];
    let mut response = Redirect::to("/display").into_response();
    for line in lines {
        if let Ok(line) = HeaderValue::try_from(line) {
            response.headers_mut().append(SET_COOKIE, line);
        }
    }
    response
}
