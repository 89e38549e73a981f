//! The language of a document: which one the browser asks for, and which one the answer is in.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{HeaderName, header, request::Parts},
    response::Html,
};
use domain::language::Language;

/// The language that the browser asks for, where it is one of ours.
#[derive(Clone, Copy, Debug)]
pub struct Accepts(pub Option<Language>);

impl<S: Sync> FromRequestParts<S> for Accepts {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let header = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok());
        Ok(Self(header.and_then(Language::accepted)))
    }
}

/// A document that says in which language it is.
pub fn document(language: Language, html: String) -> ([(HeaderName, &'static str); 1], Html<String>) {
    ([(header::CONTENT_LANGUAGE, language.code())], Html(html))
}
