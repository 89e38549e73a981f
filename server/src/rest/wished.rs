//! What a program asks for under a name of its own, in the header `Idempotency-Key`: sent again, it is the same wish.

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, request::Parts},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use service::{Service, ctx::Ctx, integration::Wish};

use super::{
    Problem,
    sent::{body, read},
};

/// The header that names a wish.
const HEADER: &str = "Idempotency-Key";

/// The name that was sent, if one was, and what exactly it stands for.
pub(super) struct Name {
    name: Option<String>,
    asked: String,
}

impl Name {
    /// The wish, for the change that grants it.
    pub(super) fn of(self, service: &Service, ctx: &Ctx) -> Result<Option<Wish>, Problem> {
        let Some(name) = self.name else { return Ok(None) };
        Ok(Some(Wish::read(service, ctx, &name, &self.asked)?))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        Ok(Self { name: named(&parts.headers)?, asked: format!("{} {}", parts.method, parts.uri.path()) })
    }
}

/// A body of JSON that may be wished by a name.
pub(super) struct Wished<T> {
    /// What was sent.
    pub(super) sent: T,
    /// Under which name.
    pub(super) name: Name,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Wished<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, rest) = request.into_parts();
        let Name { name, asked } = Name::from_request_parts(&mut parts, state).await?;
        let body = body(Request::from_parts(parts, rest), state).await?;
        let sent = read(&body)?;
        // Written anew, so that a space more is no other wish.
        let what: Value = read(&body)?;
        Ok(Self { sent, name: Name { name, asked: format!("{asked}\n{what}") } })
    }
}

fn named(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(name) = headers.get(HEADER) else { return Ok(None) };
    let name = name.to_str().map_err(|_| Problem::field(HEADER, "Use letters, digits and signs of ASCII only"))?;
    Ok(Some(name.to_owned()))
}
