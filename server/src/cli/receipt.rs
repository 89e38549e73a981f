//! `ringfence receipt`.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::Subcommand;
use domain::{ledger::LedgerVerifier, receipt};

use super::say;
use crate::failure::Failure;

/// Checks a consent receipt, without a database and without a configuration
#[derive(Debug, Subcommand)]
pub(super) enum Receipt {
    /// Says whether the receipt is what the ledger holds, or names what does not fit
    Verify {
        /// The receipt, as it was downloaded
        file: PathBuf,
        /// The installation's public keys, as they are at /.well-known/ringfence-ledger-keys
        #[arg(long, value_name = "KEYFILE")]
        key: PathBuf,
    },
}

impl Receipt {
    /// Does it. It reads two files and nothing else.
    pub(super) fn run(self) -> Result<(), Failure> {
        let Self::Verify { file, key } = self;
        let keys = keys(&key)?;
        let text = read(&file)?;
        let name = file.display();
        let proved = receipt::verify(&text, &keys).map_err(|error| Failure::because(&name.to_string(), &error))?;
        let (events, origin) = (proved.receipt.events.len(), &proved.checkpoint.origin);
        let (size, at) = (proved.checkpoint.size, proved.checkpoint.at.to_rfc3339());
        say(&format!("{name}: everything fits: {events} events, proved by the checkpoint of {origin} at {size}, {at}"));
        Ok(())
    }
}

fn keys(file: &Path) -> Result<Vec<LedgerVerifier>, Failure> {
    let text = read(file)?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let keys = lines.map(str::parse).collect::<Result<Vec<_>, _>>();
    let keys = keys.map_err(|error| Failure::because(&file.display().to_string(), &error))?;
    if keys.is_empty() { Err(Failure::Refused(format!("{}: there is no key in it", file.display()))) } else { Ok(keys) }
}

fn read(file: &Path) -> Result<String, Failure> {
    let text = fs::read_to_string(file);
    text.map_err(|error: io::Error| Failure::because(&format!("{} cannot be read", file.display()), &error))
}
