//! `ringfence man`.

use std::{fs, path::PathBuf};

use clap::{Args, Command};

use crate::failure::Failure;

/// Writes a man page for each command
#[derive(Debug, Args)]
pub(super) struct Man {
    /// The folder; it is made where it is not there
    folder: PathBuf,
}

impl Man {
    /// Writes them. It reads nothing of this installation.
    pub(super) fn run(self, commands: Command) -> Result<(), Failure> {
        let written = fs::create_dir_all(&self.folder).and_then(|()| clap_mangen::generate_to(commands, &self.folder));
        written.map_err(|error| Failure::because(&format!("{} cannot be written", self.folder.display()), &error))
    }
}
