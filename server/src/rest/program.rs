//! Who asks: a program, known by its key, under the one scope that a route needs.

use std::marker::PhantomData;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use domain::{actor::Actor, id::RequestId, integration::ApiScope};
use service::{Error, ctx::Ctx, integration};

use super::{Problem, limit::Noted};
use crate::router::AppState;

/// A program whose key opens the scope. The first argument of each route, so that nothing is read before it is let in.
pub(super) struct Program<S> {
    /// Its context, with the rights of this scope alone.
    pub(super) ctx: Ctx,
    scope: PhantomData<S>,
}

/// A scope that a route needs.
pub(super) trait Needs: Send + Sync {
    /// Which.
    const SCOPE: ApiScope;
}

macro_rules! scopes {
    ($($name:ident)+) => {$(
        #[doc = concat!("The scope [`ApiScope::", stringify!($name), "`].")]
        pub(super) struct $name;

        impl Needs for $name {
            const SCOPE: ApiScope = ApiScope::$name;
        }
    )+};
}

scopes! { Check Call CustomersRead CustomersWrite SuppressionsRead SuppressionsWrite LedgerRead Webhooks }

impl<S: Needs> FromRequestParts<AppState> for Program<S> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let service = &state.service;
        let request = parts.extensions.get::<RequestId>().copied().unwrap_or_else(|| service.new_request());
        match integration::enter(service, key(&parts.headers), S::SCOPE, request).await {
            Ok(ctx) => {
                count(parts, state, &ctx)?;
                Ok(Self { ctx, scope: PhantomData })
            }
            Err(Error::Forbidden) => Err(Problem::Forbidden(S::SCOPE)),
            Err(error) => Err(error.into()),
        }
    }
}

/// Counts the request of a program that may send it.
fn count(parts: &Parts, state: &AppState, ctx: &Ctx) -> Result<(), Problem> {
    let Actor::ApiKey(key) = ctx.actor else { return Ok(()) };
    let (standing, counted) = state.limits.count(key);
    if let Some(noted) = parts.extensions.get::<Noted>() {
        noted.note(standing);
    }
    counted
}

/// The key that was sent. The word before it is read in any case, as RFC 9110 has it.
fn key(headers: &HeaderMap) -> Option<&str> {
    let (word, key) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    word.eq_ignore_ascii_case("bearer").then(|| key.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_from_its_header_and_nothing_else_is_one() {
        let sent = |value: &str| HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().unwrap())]);
        for good in ["Bearer rfk_a", "bearer rfk_a", "BEARER  rfk_a "] {
            assert_eq!(key(&sent(good)), Some("rfk_a"), "{good}");
        }
        for wrong in ["rfk_a", "Basic rfk_a", "Bearer"] {
            assert_eq!(key(&sent(wrong)), None, "{wrong}");
        }
        assert_eq!(key(&HeaderMap::new()), None);
    }
}
