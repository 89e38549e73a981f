//! `ringfence demo`.

use clap::Args;
use service::demo::{Demo as Sample, seed};

use super::{say, serve::until_told_to_stop};
use crate::{
    config::{Config, address::PublicUrl},
    failure::Failure,
    startup,
};

/// Makes a sample business, and serves it.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Mark a new database as made for tests: only there may `RINGFENCE_CLOCK` move the clock
    #[arg(long)]
    scratch: bool,
    /// Print identifiers and addresses as JSON, and end
    #[arg(long)]
    json: bool,
}

impl Demo {
    /// Makes the business, says how to sign in, and serves until it is told to stop.
    pub(super) async fn run(self, mut config: Config) -> Result<(), Failure> {
        config.scratch = self.scratch;
        if self.json {
            let service = startup::open_for_command(&config).await?;
            let sample = made(&service, &startup::public_url(&config)).await?;
            let text = serde_json::to_string_pretty(&sample).map_err(|error| Failure::because("no JSON", &error))?;
            say(&text);
            return Ok(());
        }
        let stop = until_told_to_stop()?;
        let started = startup::start(config).await?;
        let sample = made(&started.service, &started.public_url).await?;
        say("A sample business is ready. Each link leads to one button that signs in. Ctrl-C stops the server.");
        for member in &sample.members {
            say(&format!("  {:8} {}", member.role, member.link));
        }
        stop.await;
        started.stop().await;
        Ok(())
    }
}

/// One more sample business: each start of the demo has one of its own, with all its marks fresh.
async fn made(service: &service::Service, public_url: &PublicUrl) -> Result<Sample, Failure> {
    let unreadable = |error| Failure::because("the sample business cannot be made", &error);
    let number = service.db().every_business().await.map_err(|error| unreadable(error.into()))?.len() + 1;
    let mut sample = seed(service, number).await.map_err(unreadable)?;
    for member in &mut sample.members {
        member.link.insert_str(0, &public_url.to_string());
    }
    Ok(sample)
}
