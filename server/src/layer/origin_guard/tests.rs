use axum::body::Body;

use super::*;

const OURS: &str = "https://crm.example";

/// Whether the guard lets a request with these headers through.
fn passes(method: &str, path: &str, headers: &[(&str, &str)]) -> bool {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    !needs_proof(&request) || came_from_us(request.headers(), &OURS.parse().unwrap())
}

#[test]
fn reading_a_page_needs_no_proof() {
    assert!(passes("GET", "/customers", &[("sec-fetch-site", "cross-site")]));
    assert!(passes("HEAD", "/customers", &[]));
}

#[test]
fn another_site_changes_nothing() {
    for site in ["cross-site", "same-site", "something new"] {
        assert!(!passes("POST", "/customers/new", &[("sec-fetch-site", site), ("origin", OURS)]), "{site}");
    }
    assert!(!passes("POST", "/customers/new", &[("origin", "https://evil.example")]));
    assert!(!passes("DELETE", "/customers/new", &[("origin", "null")]));
}

#[test]
fn our_own_pages_change_what_they_may() {
    assert!(passes("POST", "/customers/new", &[("sec-fetch-site", "same-origin")]));
    assert!(passes("POST", "/customers/new", &[("sec-fetch-site", "none")]));
    assert!(passes("POST", "/customers/new", &[("origin", OURS)]));
}

#[test]
fn without_any_proof_nothing_is_changed() {
    assert!(!passes("POST", "/customers/new", &[]));
}

#[test]
fn a_socket_needs_the_proof_that_a_change_needs() {
    let upgrade = ("upgrade", "websocket");
    assert!(!passes("GET", "/live", &[upgrade]));
    assert!(!passes("GET", "/live", &[upgrade, ("origin", "https://evil.example")]));
    assert!(passes("GET", "/live", &[upgrade, ("origin", OURS)]));
}

#[test]
fn on_the_own_machine_the_name_that_was_asked_is_ours() {
    let asked = ("host", "localhost:3000");
    assert!(passes("POST", "/sign-in", &[asked, ("origin", "http://localhost:3000")]));
    assert!(!passes("POST", "/sign-in", &[asked, ("origin", "http://localhost:8080")]));
    let rebound = ("host", "evil.example");
    assert!(!passes("POST", "/sign-in", &[rebound, ("origin", "http://evil.example")]));
}

#[test]
fn programs_with_a_key_have_no_cookie_to_misuse() {
    assert!(passes("POST", "/api/v1/call-checks", &[]));
    assert!(!passes("POST", "/api/v1", &[]));
}
