//! Where there is no browser, nothing moves.

use chrono::TimeDelta;

use super::Live;

/// There is nothing to connect.
pub(super) const fn start(_live: Live) {}

/// No time passes while a page is drawn.
pub(super) const fn milliseconds() -> Option<f64> {
    None
}

/// A page that is drawn waits for nothing.
pub(super) async fn wait(_time: TimeDelta) {
    std::future::pending::<()>().await;
}
