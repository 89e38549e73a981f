//! "We are about to stop": heard by the server, the sockets and the background jobs.

use tokio::sync::watch;

/// Says that the server stops. Dropping it says so too.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

/// Hears that the server stops.
#[derive(Clone, Debug)]
pub struct Shutdown(watch::Receiver<bool>);

impl Stopper {
    /// The two ends.
    pub fn new() -> (Self, Shutdown) {
        let (sender, receiver) = watch::channel(false);
        (Self(sender), Shutdown(receiver))
    }

    /// Says it.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }

    /// Waits until everybody who listens for it has come to an end.
    pub async fn heard_by_all(&self) {
        self.0.closed().await;
    }
}

impl Shutdown {
    /// Waits until the server stops; answers at once when it already does.
    pub async fn begun(&mut self) {
        // An error means that the other end is gone, which says the same.
        let _stopping = self.0.wait_for(|stops| *stops).await;
    }
}
