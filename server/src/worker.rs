//! What happens without anybody asking: the jobs that are due.

use std::time::Duration;

use service::Service;
use tokio::{
    task::JoinHandle,
    time::{MissedTickBehavior, interval},
};

use crate::shutdown::Shutdown;

/// How often the worker looks. Nothing that waits here is needed within the minute.
const EVERY: Duration = Duration::from_mins(1);

/// Runs what is due at once and then every minute, until the server stops.
pub fn start(service: Service, mut shutdown: Shutdown) -> JoinHandle<()> {
    tokio::spawn(async move {
        if let Err(error) = service::import::take_up_interrupted(&service).await {
            tracing::error!(error = &error as &dyn std::error::Error, "interrupted imports could not be taken up");
        }
        let mut beat = interval(EVERY);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = shutdown.begun() => return,
                _ = beat.tick() => run_due(&service).await,
            }
        }
    })
}

/// Runs what is due, once. A job that failed is due again the next time.
pub async fn run_due(service: &Service) {
    service::import::forget_old(service);
    if let Err(error) = service.shelf().warm(service.db()).await {
        tracing::error!(error = &error as &dyn std::error::Error, "the registries in force could not be read");
    }
    if let Err(error) = service::erasure::run_due(service).await {
        tracing::error!(error = &error as &dyn std::error::Error, "an erasure could not be finished");
    }
}
