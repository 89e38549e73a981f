//! The log: on stderr, one line an event. No name, number, address or path of a request is in it.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use crate::failure::Failure;

/// What is logged when nothing else is asked for. The drivers' own lines tell of queries.
const DEFAULT: &str = "info,sqlx=warn,sea_orm=warn,sea_orm_migration=warn";

/// Starts the log. `filter` is what `RINGFENCE_LOG` says, like `debug` or `ringfence=debug,info`.
pub fn start(filter: Option<&str>) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(filter.unwrap_or(DEFAULT))
        .map_err(|error| Failure::Misconfigured(format!("RINGFENCE_LOG: {error}")))?;
    let log = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_env_filter(filter);
    // A second start, in one process of tests, keeps the first.
    let _kept = log.try_init();
    Ok(())
}
