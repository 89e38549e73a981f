//! `ringfence member`.

use clap::Subcommand;

use super::say;
use crate::{config::Config, failure::Failure, startup};

/// Looks after the people who sign in.
#[derive(Debug, Subcommand)]
pub(super) enum Member {
    /// Gives somebody a new password, prints it once, and signs them out everywhere
    ResetPassword {
        /// With which e-mail address they sign in
        email: String,
    },
    /// Takes the second factor away from somebody who lost it, and signs them out everywhere
    ResetSecondFactor {
        /// With which e-mail address they sign in
        email: String,
    },
}

impl Member {
    /// Does it beside a running server or without one.
    pub(super) async fn run(self, config: Config) -> Result<(), Failure> {
        let service = startup::open_for_command(&config).await?;
        match self {
            Self::ResetPassword { email } => {
                let password =
                    service::account::reset_password(&service, &email).await.map_err(|error| match error {
                        service::Error::NotFound => Failure::Refused(format!("nobody signs in with {email}")),
                        error => Failure::because("the password was not changed", &error),
                    })?;
                say(&password);
            }
            Self::ResetSecondFactor { email } => {
                service::account::take_away(&service, &email).await.map_err(|error| match error {
                    service::Error::NotFound => Failure::Refused(format!("nobody signs in with {email} and a code")),
                    error => Failure::because("the second factor was not taken away", &error),
                })?;
                say(&format!("{email} signs in with the password alone from now on"));
            }
        }
        Ok(())
    }
}
