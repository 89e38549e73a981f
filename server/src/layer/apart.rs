//! Keeps requests apart.
//!
//! The framework finds what belongs to a request through the reactive owner of the current thread,
//! and leaves its owner there when it is done. Whatever the thread does next would be a child of it:
//! an image would take another request's headers with it, its policy for scripts and its cookies
//! included. So nothing that answers a request ever starts below an owner.

use std::{future::poll_fn, pin::pin};

use axum::{extract::Request, middleware::Next, response::Response};
use leptos::prelude::Owner;

/// Answers with no owner around it, at whatever thread it is continued.
pub async fn answer(request: Request, next: Next) -> Response {
    let mut answer = pin!(next.run(request));
    poll_fn(|context| {
        if let Some(left_here) = Owner::current() {
            left_here.unset();
        }
        answer.as_mut().poll(context)
    })
    .await
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, http::Request, middleware::from_fn, routing::get};
    use leptos::prelude::{provide_context, use_context};
    use tower::ServiceExt as _;

    use super::*;

    /// What belongs to one request.
    #[derive(Clone)]
    struct Belonging;

    #[tokio::test]
    async fn a_request_meets_nothing_of_the_one_before_on_its_thread() {
        let before = Owner::new_root(None);
        before.with(|| provide_context(Belonging));
        let handler = || async { Owner::new().with(|| use_context::<Belonging>().is_some()).to_string() };
        let router = Router::new().route("/", get(handler)).layer(from_fn(answer));
        let response = router.oneshot(Request::new(Body::empty())).await.expect("a router always answers");
        let body = axum::body::to_bytes(response.into_body(), 16).await.expect("it is short");
        assert_eq!(body, "false");
        drop(before);
    }
}
