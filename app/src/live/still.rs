//! Where there is no browser, nothing moves.

use chrono::TimeDelta;

use super::Live;

/// A socket that is not there.
#[derive(Debug)]
pub(super) struct Running;

impl Running {
    #[allow(clippy::unused_self, reason = "the browser's has something to stop")]
    pub(super) const fn stop(self) {}
}

pub(super) const fn start(_live: Live) -> Running {
    Running
}

/// No time passes while a page is drawn.
pub(super) const fn milliseconds() -> Option<f64> {
    None
}

/// A page that is drawn waits for nothing.
pub(super) async fn wait(_time: TimeDelta) {
    std::future::pending::<()>().await;
}
