//! The headers of every answer: what a browser may do with it, and how long it may keep it.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use leptos::config::LeptosOptions;

use crate::{config::address::PublicUrl, site};

const FIXED: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // With `no-referrer` a browser would send `Origin: null` to ourselves.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// For answers that are no page.
const WITHOUT_SCRIPT: &str = "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'self'; \
    form-action 'self'; frame-ancestors 'none'";

/// For a page whose only script is a file of ours.
pub const WITH_OWN_SCRIPT: &str = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; \
    base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/// For a page of the app, whose inline scripts carry this nonce.
pub fn page_policy(nonce: &str) -> Option<HeaderValue> {
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).ok()
}

/// What this layer needs to know.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Where the files are that never change under their names.
    unchanging: Option<Arc<str>>,
    secure: bool,
}

impl Facts {
    /// For a server that is reached at this address.
    pub fn new(options: &LeptosOptions, public_url: &PublicUrl) -> Self {
        Self { unchanging: site::unchanging(options).map(Into::into), secure: public_url.is_secure() }
    }
}

/// Adds what the answer has not said itself.
pub async fn add(State(facts): State<Facts>, request: Request, next: Next) -> Response {
    let unchanging = facts.unchanging.as_ref().is_some_and(|folder| request.uri().path().starts_with(&**folder));
    let mut response = next.run(request).await;
    let keep = match response.headers().contains_key(header::LAST_MODIFIED) {
        true if unchanging => "public, max-age=31536000, immutable",
        true => "no-cache",
        // Everything but a file is somebody's own view of the record.
        false => "no-store",
    };
    let headers = response.headers_mut();
    say(headers, header::CACHE_CONTROL, keep);
    for (name, value) in FIXED {
        say(headers, name, value);
    }
    say(headers, header::CONTENT_SECURITY_POLICY, WITHOUT_SCRIPT);
    if facts.secure {
        say(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

fn say(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
