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
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{catalogue::PageText, id::RequestId, language::Language, topic::Topic, wire::preference::view::Changed};
use service::{
    Error,
    preference::{self, Visitor, Wish},
};

use crate::{
    language::{Accepts, document},
    request::UNKEPT,
    router::AppState,
};

/// The preferences, what a mail program stops by itself, and what a mail allows.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/preferences/{token}", get(show).post(change))
        .route("/preferences/{token}/one-click", post(one_click).get(lead_back))
        .route("/preferences/{token}/confirm/{code}", get(confirming).post(confirm))
}

type Request = Extension<RequestId>;

async fn show(
    State(state): State<AppState>,
    Extension(request): Request,
    Accepts(accepts): Accepts,
    Path(token): Path<String>,
) -> Response {
    let visitor = Visitor { token: &token, request, accepts };
    match preference::show(&state.service, visitor).await {
        Ok(page) => {
            document(page.asking.language, preferences_page(state.options, &path_of(&token), page)).into_response()
        }
        Err(error) => refused(state, visitor, &error).await,
    }
}

async fn change(
    State(state): State<AppState>,
    Extension(request): Request,
    Accepts(accepts): Accepts,
    Path(token): Path<String>,
    RawForm(body): RawForm,
) -> Response {
    let visitor = Visitor { token: &token, request, accepts };
    match read(&body) {
        Some(Asked::Wish(wish)) => match preference::change(&state.service, visitor, wish).await {
            Ok(page) => {
                document(page.asking.language, changed_page(state.options, &path_of(&token), page)).into_response()
            }
            Err(error) => refused(state, visitor, &error).await,
        },
        Some(Asked::Language(language)) => match preference::speak(&state.service, visitor, language).await {
            Ok(()) => Redirect::to(&path_of(&token)).into_response(),
            Err(error) => refused(state, visitor, &error).await,
        },
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// What a form of the page sends.
enum Asked {
    /// Something to be done.
    Wish(Wish),
    /// The page in another language.
    Language(Language),
}

/// What a form asks for. A topic that is not said yes to is said no to: what is cut off stops.
fn read(body: &[u8]) -> Option<Asked> {
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).ok()?;
    let (_, name) = fields.iter().find(|(field, _)| field == "do")?;
    Some(Asked::Wish(match name.as_str() {
        "stop-calls" => Wish::StopCalls,
        "stop-everything" => Wish::StopEverything,
        "save" => {
            let yes = fields.iter().filter(|(_, value)| value == "yes");
            Wish::Choose(yes.filter_map(|(field, _)| Topic::from_code(field).ok()).collect::<BTreeSet<_>>())
        }
        "copy" => Wish::Copy,
        "withdraw" => Wish::Withdraw,
        "not-my-address" => Wish::NotMyAddress,
        "language" => {
            let (_, code) = fields.iter().find(|(field, _)| field == "language")?;
            return Language::from_code(code).ok().map(Asked::Language);
        }
        _ => return None,
    }))
}

/// What a mail program sends (RFC 8058): the answer is for nobody's eyes.
async fn one_click(
    State(state): State<AppState>,
    Extension(request): Request,
    Accepts(accepts): Accepts,
    Path(token): Path<String>,
) -> Response {
    let visitor = Visitor { token: &token, request, accepts };
    match preference::change(&state.service, visitor, Wish::OneClick).await {
        Ok(Changed { asking, .. }) => asking.language.say(&PageText::OneClick).into_response(),
        Err(error) => refused(state, visitor, &error).await,
    }
}

async fn lead_back(Path(token): Path<String>) -> Redirect {
    Redirect::to(&path_of(&token))
}

async fn confirming(
    State(state): State<AppState>,
    Extension(request): Request,
    Accepts(accepts): Accepts,
    Path((token, code)): Path<(String, String)>,
) -> Response {
    let visitor = Visitor { token: &token, request, accepts };
    match preference::confirming(&state.service, visitor, &code).await {
        Ok(page) => {
            let path = format!("{}/confirm/{}", path_of(&token), segment(&code));
            document(page.asking.language, confirm_page(state.options, &path, page)).into_response()
        }
        Err(error) => refused(state, visitor, &error).await,
    }
}

async fn confirm(
    State(state): State<AppState>,
    Extension(request): Request,
    Accepts(accepts): Accepts,
    Path((token, code)): Path<(String, String)>,
) -> Response {
    let visitor = Visitor { token: &token, request, accepts };
    match preference::confirm(&state.service, visitor, &code).await {
        Ok(Changed { copy: Some(copy), .. }) => {
            (UNKEPT, document(copy.language, copy_page(state.options, copy))).into_response()
        }
        Ok(page) => document(page.asking.language, changed_page(state.options, &path_of(&token), page)).into_response(),
        Err(error) => refused(state, visitor, &error).await,
    }
}

fn path_of(token: &str) -> String {
    format!("/preferences/{}", segment(token))
}

/// A secret as it stands in an address. Of another text nothing is kept: no link of ours has such signs.
fn segment(secret: &str) -> String {
    secret.chars().filter(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_')).collect()
}

async fn refused(state: AppState, visitor: Visitor<'_>, error: &Error) -> Response {
    match error {
        Error::NotFound => {
            let language = visitor.accepts.unwrap_or_default();
            (StatusCode::NOT_FOUND, document(language, nothing_page(state.options, language))).into_response()
        }
        Error::LinkGone => {
            let language = preference::language(&state.service, visitor).await;
            (StatusCode::GONE, document(language, used_page(state.options, language))).into_response()
        }
        error => {
            tracing::error!(error = error as &dyn std::error::Error, "a customer's preferences could not be reached");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
