//! How often a program may ask: so often that none that works as it should ever waits, and one that went wrong does
//! not take everything.
//!
//! The answer says where the program stands, in the headers `RateLimit-Policy` and `RateLimit`
//! (draft-ietf-httpapi-ratelimit-headers-10). Each server counts by itself, in memory.

use std::{
    num::NonZeroU32,
    sync::{Arc, OnceLock},
};

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use domain::id::ApiKeyId;
use governor::{
    Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DefaultKeyedStateStore,
};

use super::Problem;

/// The window of the policy, in seconds.
const WINDOW: u64 = 60;
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const STANDING: HeaderName = HeaderName::from_static("ratelimit");

type Limiter = RateLimiter<ApiKeyId, DefaultKeyedStateStore<ApiKeyId>, DefaultClock, StateInformationMiddleware>;

/// How often each key may ask. Cheap to clone.
#[derive(Clone)]
pub struct Limits {
    limiter: Arc<Limiter>,
    clock: DefaultClock,
    quota: u32,
}

/// Where a program stands after it asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    quota: u32,
    left: u32,
    /// In how many seconds there is more.
    more_in: u64,
}

/// Where the program that sent a request stands, once that is known.
#[derive(Clone, Default)]
pub(super) struct Noted(Arc<OnceLock<Standing>>);

impl Noted {
    pub(super) fn note(&self, standing: Standing) {
        // One request is counted once.
        let _first = self.0.set(standing);
    }
}

impl Limits {
    /// So many requests a minute for each key, which it may also send at once.
    pub fn a_minute(requests: NonZeroU32) -> Self {
        let limiter = RateLimiter::keyed(Quota::per_minute(requests)).with_middleware();
        Self { limiter: Arc::new(limiter), clock: DefaultClock::default(), quota: requests.get() }
    }

    /// Counts a request.
    pub(super) fn count(&self, key: ApiKeyId) -> (Standing, Result<(), Problem>) {
        match self.limiter.check_key(&key) {
            Ok(state) => {
                let left = state.remaining_burst_capacity();
                let spent = u64::from(self.quota.saturating_sub(left));
                let more_in = (spent * WINDOW).div_ceil(u64::from(self.quota));
                (Standing { quota: self.quota, left, more_in }, Ok(()))
            }
            Err(until) => {
                let wait = until.wait_time_from(self.clock.now());
                let more_in = wait.as_secs() + 1;
                (Standing { quota: self.quota, left: 0, more_in }, Err(Problem::Throttled(more_in)))
            }
        }
    }
}

/// Says in the answer where the program stands.
pub(super) async fn say(mut request: Request, next: Next) -> Response {
    let noted = Noted::default();
    request.extensions_mut().insert(noted.clone());
    let mut response = next.run(request).await;
    if let Some(standing) = noted.0.get() {
        let (policy, now) = standing.said();
        for (name, text) in [(POLICY, policy), (STANDING, now)] {
            if let Ok(value) = HeaderValue::try_from(text) {
                response.headers_mut().insert(name, value);
            }
        }
    }
    response
}

impl Standing {
    /// The two headers.
    fn said(self) -> (String, String) {
        let Self { quota, left, more_in } = self;
        (format!("\"key\";q={quota};w={WINDOW}"), format!("\"key\";r={left};t={more_in}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_its_own_count_and_hears_how_long_to_wait() {
        let limits = Limits::a_minute(NonZeroU32::new(2).unwrap());
        let (one, other) = (ApiKeyId(uuid::Uuid::from_u128(1)), ApiKeyId(uuid::Uuid::from_u128(2)));
        let (first, done) = limits.count(one);
        assert_eq!((first.left, done), (1, Ok(())));
        assert_eq!(first.said().0, "\"key\";q=2;w=60");
        assert!(first.said().1.starts_with("\"key\";r=1;t="), "{first:?}");
        assert_eq!(limits.count(one).1, Ok(()));
        let (spent, refused) = limits.count(one);
        assert!(matches!(refused, Err(Problem::Throttled(wait)) if (1..=31).contains(&wait)), "{refused:?}");
        assert_eq!(spent.left, 0);
        assert_eq!(limits.count(other).1, Ok(()));
    }
}
