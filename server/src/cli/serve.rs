//! `ringfence serve`.

use clap::Args;
use tokio::signal::unix::{SignalKind, signal};

use super::say;
use crate::{config::Config, failure::Failure, startup};

/// Answers requests until it is stopped.
#[derive(Debug, Default, Args)]
pub(super) struct Serve {
    /// Mark a new database as made for tests: only there may `RINGFENCE_CLOCK` move the clock
    #[arg(long)]
    scratch: bool,
}

impl Serve {
    /// Starts, says where it is, and stops when it is told to.
    pub(super) async fn run(self, mut config: Config) -> Result<(), Failure> {
        config.scratch = self.scratch;
        let stop = until_told_to_stop()?;
        let started = startup::start(config).await?;
        say(&format!("Ringfence answers at {}", started.address));
        say(&format!("Open {} and choose \"Register your business\". Ctrl-C stops it.", started.public_url));
        stop.await;
        tracing::info!("stopping");
        started.stop().await;
        Ok(())
    }
}

/// Waits for Ctrl-C, or for the signal with which a supervisor stops a program.
pub(super) fn until_told_to_stop() -> Result<impl Future<Output = ()>, Failure> {
    let listen = |kind| signal(kind).map_err(|error| Failure::because("cannot listen for signals", &error));
    let (mut interrupt, mut terminate) = (listen(SignalKind::interrupt())?, listen(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
        }
    })
}
