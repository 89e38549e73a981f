//! What a program sends, read: a body of JSON, or the query of an address. A field that nobody knows is refused by its
//! name, so that no wish is silently left out.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::IntoResponse as _,
};
use serde::de::DeserializeOwned;

use super::Problem;

/// A body of JSON.
pub(super) struct Sent<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        read(&body(request, state).await?).map(Self)
    }
}

/// The body of a request that says that it is JSON.
pub(super) async fn body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    if !is_json(request.headers()) {
        return Err(Problem::NotJson);
    }
    Bytes::from_request(request, state).await.map_err(|refused| {
        if refused.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE {
            Problem::TooLarge
        } else {
            Problem::Malformed("It did not arrive whole.".into())
        }
    })
}

/// `application/json`, or a kind of it: a merge patch.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(kind.as_str(), "application/json" | "application/merge-patch+json")
}

pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|error| {
        if error.is_data() {
            return wrong(&error.to_string());
        }
        Problem::Malformed(format!("It is no JSON at line {}, column {}.", error.line(), error.column()))
    })
}

/// What serde says of a field, with the field's name. Its words quote what was sent, to whoever sent it.
fn wrong(said: &str) -> Problem {
    let field = ["unknown field `", "missing field `", "duplicate field `"]
        .into_iter()
        .find_map(|begins| said.strip_prefix(begins)?.split('`').next());
    let sentence = said.split(" at line ").next().unwrap_or(said);
    Problem::field(field.unwrap_or("body"), sentence)
}

/// What the path names.
pub(super) struct Named(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(named) = Path::from_request_parts(parts, state).await.map_err(|_| Problem::NotFound)?;
        Ok(Self(named))
    }
}

/// The query of an address.
pub(super) struct Queried<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Queried<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        serde_urlencoded::from_str(query).map(Self).map_err(|error| wrong(&error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wish {
        phone: String,
    }

    #[test]
    fn what_is_wrong_is_said_of_its_field() {
        assert_eq!(read::<Wish>(br#"{"phone":"1"}"#), Ok(Wish { phone: "1".into() }));
        let field = |body: &str| match read::<Wish>(body.as_bytes()) {
            Err(Problem::Invalid(errors)) => errors[0].0.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(field(r#"{"phone":"1","colour":"red"}"#), "colour");
        assert_eq!(field("{}"), "phone");
        assert_eq!(field(r#"{"phone":1}"#), "body");
        assert_eq!(field("[]"), "body");
    }

    #[test]
    fn what_is_no_json_is_malformed() {
        for body in ["", "{", "phone=1", r#"{"phone":"1"} {}"#] {
            assert!(matches!(read::<Wish>(body.as_bytes()), Err(Problem::Malformed(_))), "{body}");
        }
    }
}
