//! Refuses changes and sockets that another site started in a signed-in browser.
//!
//! A browser sends our cookie along with what another site tells it to send; it also says, in
//! headers that no page can forge, where that came from. Asked are these headers and no token.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::config::address::PublicUrl;

/// Where no cookie is read, so that no browser can be misused: how such addresses begin and end.
const WITHOUT_COOKIE: [(&str, &str); 2] = [
    ("/api/v1/", ""),
    // A mail program stops e-mails there, and says nothing of where it comes from (RFC 8058).
    ("/preferences/", "/one-click"),
];

/// Lets through what only reads, and what came from our own pages.
pub async fn guard(State(ours): State<PublicUrl>, request: Request, next: Next) -> Response {
    if !needs_proof(&request) || came_from_us(request.headers(), &ours) {
        return next.run(request).await;
    }
    tracing::warn!("refused what another site has sent");
    (StatusCode::FORBIDDEN, "This was sent by another site, so nothing was done. Open Ringfence itself and try again.")
        .into_response()
}

fn needs_proof(request: &Request) -> bool {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let upgrades = request.headers().contains_key(header::UPGRADE);
    let path = request.uri().path();
    (!reads || upgrades) && !WITHOUT_COOKIE.iter().any(|(start, end)| path.starts_with(start) && path.ends_with(end))
}

/// `Sec-Fetch-Site` first: it is right behind any proxy. `Origin` where a browser does not send it.
/// Without both there is no proof.
fn came_from_us(headers: &HeaderMap, ours: &PublicUrl) -> bool {
    let text = |name| headers.get(name).map(|value: &header::HeaderValue| value.to_str().unwrap_or_default());
    if let Some(site) = text("sec-fetch-site") {
        // "none" is the person: a typed address, a bookmark, a form sent again after a reload.
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text("origin") else {
        return false;
    };
    origin == ours.as_str() || is_loopback(origin, text("host").unwrap_or_default())
}

/// On one's own machine the same server has several names, `localhost` and `127.0.0.1`: each is us
/// when it is the one that was asked.
fn is_loopback(origin: &str, host: &str) -> bool {
    let origin: Option<Uri> = origin.parse().ok();
    let authority = origin.as_ref().and_then(Uri::authority);
    authority.is_some_and(|own| matches!(own.host(), "localhost" | "127.0.0.1" | "[::1]") && own.as_str() == host)
}

#[cfg(test)]
mod tests;
