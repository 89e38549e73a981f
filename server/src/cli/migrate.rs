//! `ringfence migrate`.

use clap::Args;

use super::say;
use crate::{config::Config, failure::Failure, startup};

/// Brings the database up to date and ends.
#[derive(Debug, Args)]
pub(super) struct Migrate {
    /// Mark a new database as made for tests: only there may `RINGFENCE_CLOCK` move the clock
    #[arg(long)]
    scratch: bool,
}

impl Migrate {
    /// Does it and says so.
    pub(super) async fn run(self, mut config: Config) -> Result<(), Failure> {
        config.scratch = self.scratch;
        startup::prepare(&config).await?;
        say(&format!("{} is up to date", config.database.name()));
        Ok(())
    }
}
