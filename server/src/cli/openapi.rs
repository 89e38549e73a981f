//! `ringfence openapi`.

use super::say;
use crate::{failure::Failure, rest};

/// Prints it. It reads nothing of this installation.
pub(super) fn run() -> Result<(), Failure> {
    let text = rest::document().to_pretty_json();
    say(&text.map_err(|error| Failure::because("the description cannot be written", &error))?);
    Ok(())
}
