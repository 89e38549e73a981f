//! `ringfence demo`.

use std::path::PathBuf;

use clap::Args;
use service::demo::{Demo as Sample, seed, seed_with_history};

use super::{say, serve::until_told_to_stop};
use crate::{config::Config, failure::Failure, startup};

/// Makes a sample business with two years behind it, and serves it.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Mark a new database as made for tests: only there may `RINGFENCE_CLOCK` move the clock
    #[arg(long)]
    scratch: bool,
    /// Print identifiers and addresses as JSON, and end
    #[arg(long)]
    json: bool,
    /// Make a small business of today, as `--json` does: fifty customers, and no history
    #[arg(long)]
    small: bool,
}

impl Demo {
    /// Makes the business, says how to sign in, and serves until it is told to stop.
    pub(super) async fn run(self, mut config: Config) -> Result<(), Failure> {
        config.scratch = self.scratch;
        if self.json {
            let service = startup::open_for_command(&config).await?;
            let mut sample = made(&service, &Size::Small).await?;
            let public_url = startup::public_url(&config).to_string();
            sample.members.iter_mut().for_each(|member| member.link.insert_str(0, &public_url));
            let text = serde_json::to_string_pretty(&sample).map_err(|error| Failure::because("no JSON", &error))?;
            say(&text);
            return Ok(());
        }
        startup::is_free(config.leptos.site_addr).await?;
        // Before the server starts: nobody else sends the mails of that time, or audits what is half told.
        let size = if self.small { Size::Small } else { Size::WithHistory(config.data.join("uploads")) };
        let service = startup::open_for_command(&config).await?;
        if !self.small {
            say("Telling the two years of a sample business: this takes some seconds.");
        }
        let sample = made(&service, &size).await?;
        drop(service);
        let stop = until_told_to_stop()?;
        let started = startup::start(config).await?;
        say("A sample business is ready. Each link leads to one button that signs in. Ctrl-C stops the server.");
        for member in &sample.members {
            say(&format!("  {:8} {}{}", member.role, started.public_url, member.link));
        }
        stop.await;
        started.stop().await;
        Ok(())
    }
}

/// How much there is to see.
enum Size {
    /// Fifty customers of today.
    Small,
    /// Two years; lists that are imported lie in this folder for a moment.
    WithHistory(PathBuf),
}

/// One more sample business: each start of the demo has one of its own, with all its marks fresh.
async fn made(service: &service::Service, size: &Size) -> Result<Sample, Failure> {
    let unreadable = |error| Failure::because("the sample business cannot be made", &error);
    let number = service.db().every_business().await.map_err(|error| unreadable(error.into()))?.len() + 1;
    let sample = match size {
        Size::Small => seed(service, number).await,
        Size::WithHistory(folder) => seed_with_history(service, number, folder).await,
    };
    sample.map_err(unreadable)
}
