//! `ringfence completions`.

use clap::{Args, Command};
use clap_complete::{Shell, generate};

use super::say;
use crate::failure::Failure;

/// Prints what completes these commands in a shell
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Completions {
    /// Which shell
    shell: Shell,
}

const AFTER: &str = "For bash: ringfence completions bash > /etc/bash_completion.d/ringfence. \
For zsh: into a file _ringfence in a folder of $fpath. \
For fish: into ~/.config/fish/completions/ringfence.fish.";

impl Completions {
    /// Prints it. It reads nothing of this installation.
    pub(super) fn run(self, mut commands: Command) -> Result<(), Failure> {
        let mut script = Vec::new();
        generate(self.shell, &mut commands, "ringfence", &mut script);
        let script = String::from_utf8(script).map_err(|error| Failure::because("no script was written", &error))?;
        say(script.trim_end());
        Ok(())
    }
}
