//! Forms without a script: a POST to the path of a page.
//!
//! The hidden field `do` names the form, whose function is called as it is; what it refuses is
//! rendered as the page again, with what was typed and the right status. Values and errors travel
//! in no address.

mod forms;

pub use forms::{answer, forms};

use std::sync::PoisonError;

use app::{
    App,
    error::AppError,
    form::{Landing, Returned},
    shell,
    ssr::Answer,
};
use axum::{
    Router,
    body::Body,
    extract::{RawForm, State},
    http::{HeaderMap, HeaderValue, Request, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing::post,
};
use leptos::prelude::{Owner, provide_context};
use leptos_axum::{ResponseOptions, generate_route_list, render_app_async_with_context};

use crate::router::{AppState, contexts};

/// A POST route at the path of every page.
pub fn routes() -> Router<AppState> {
    let pages = generate_route_list(App);
    pages.iter().fold(Router::new(), |router, page| router.route(page.path(), post(submit)))
}

/// Runs the form that the field `do` names.
async fn submit(State(state): State<AppState>, parts: Parts, RawForm(body): RawForm) -> Response {
    let fields: Vec<(String, String)> = match serde_urlencoded::from_bytes(&body) {
        Ok(fields) => fields,
        Err(_) => return StatusCode::BAD_REQUEST.into_response(),
    };
    let named = fields.iter().find(|(field, _)| field == "do").map(|(_, name)| name.as_str());
    let Some((name, form)) = named.and_then(|named| forms().find(|(name, _)| *name == named)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let options = ResponseOptions::default();
    let answer = run(&state, &parts, &options, form(&body)).await;
    let (error, answer) = match answer {
        Ok(Landing { answer: None, to }) => return redirect(&to, &options),
        Ok(Landing { answer, .. }) => (None, answer),
        Err(error) => (Some(error), None),
    };
    let returned = Returned { form: name.to_owned(), error, answer, typed: kept(fields) };
    again(&state, parts, &options, returned).await
}

/// Calls a form's function with the contexts that it finds in a request of its own.
async fn run(state: &AppState, parts: &Parts, options: &ResponseOptions, answer: Answer) -> Result<Landing, AppError> {
    let owner = Owner::new();
    let future = owner.with(|| {
        provide_context(parts.clone());
        provide_context(options.clone());
        contexts(state)();
        leptos::reactive::computed::ScopedFuture::new(answer)
    });
    future.await
}

fn redirect(to: &str, options: &ResponseOptions) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.extend(set_by(options));
    if let Ok(to) = HeaderValue::from_str(to) {
        headers.insert(header::LOCATION, to);
    }
    response
}

/// The headers that the function set: cookies.
fn set_by(options: &ResponseOptions) -> HeaderMap {
    options.0.read().unwrap_or_else(PoisonError::into_inner).headers.clone()
}

/// Renders the page of the form again.
async fn again(state: &AppState, parts: Parts, options: &ResponseOptions, returned: Returned) -> Response {
    let status = returned.error.as_ref().map_or(StatusCode::OK, AppError::status);
    let shared = contexts(state);
    let with_form = move || {
        shared();
        provide_context(returned.clone());
    };
    let site = state.options.clone();
    let render = render_app_async_with_context(with_form, move || shell(site.clone()));
    let mut response = render(Request::from_parts(parts, Body::empty())).await.into_response();
    // Whoever is signed out is led to the sign-in: with another status no browser follows.
    let leads_away = response.headers().contains_key(header::LOCATION);
    *response.status_mut() = if leads_away { StatusCode::SEE_OTHER } else { status };
    response.headers_mut().extend(set_by(options));
    response
}

/// The fields that are not sent back: secrets, and the name of the form.
const NOT_SENT_BACK: [&str; 4] = ["password", "current", "code", "do"];

/// What was typed, without what must not be sent back.
fn kept(fields: Vec<(String, String)>) -> Vec<(String, String)> {
    fields.into_iter().filter(|(field, _)| !NOT_SENT_BACK.contains(&field.as_str())).collect()
}
