//! `ringfence import registry`.

use std::{path::PathBuf, time::Duration};

use chrono::NaiveDate;
use clap::Args;
use domain::registry::{Coverage, Registry as National};
use indicatif::ProgressBar;
use service::{
    Service,
    registry::{BytesRead, Detected, Download, Extent, Held, Holds, Imported, NotImported, Unclear, detect, import},
};

use super::{import::bar_style, say};
use crate::{config::Config, failure::Failure, startup};

/// How often the bar looks how far it is.
const LOOKS: Duration = Duration::from_millis(100);

/// Puts a national do-not-call registry in force, for every business of this installation
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Registry {
    /// The files of one download as they are: flat text, XML or zip, full lists or lists of changes
    #[arg(required = true)]
    file: Vec<PathBuf>,
    /// Whose files these are, where they do not show it
    #[arg(long = "registry", value_name = "CODE")]
    code: Option<String>,
    /// The day on which they were downloaded, such as 2026-03-03: no file says it
    #[arg(long, value_name = "DAY")]
    downloaded_on: Option<String>,
    /// The files are the whole country. Without this they cover the area codes that occur in them
    #[arg(long)]
    national: bool,
}

const AFTER: &str = "Codes: us, ca, gb_tps, gb_ctps, hk, sg, and list_ with a country for a plain list of numbers, \
such as list_DE. A full list takes the place of the one before; a list of changes is applied to it. \
Where anything is wrong with a file, nothing changes, and the file and line are named. \
Each business then enters its own subscription under Registries, on the do-not-call list.";

impl Registry {
    /// Does it beside a running server or without one.
    pub(super) async fn run(self, config: Config) -> Result<(), Failure> {
        let among = self.among()?;
        let downloaded_on = self.day()?;
        let files = self.file.clone();
        let detected = tokio::task::spawn_blocking(move || detect(&files, &among)).await;
        let detected = detected.map_err(|error| Failure::because("the files could not be read", &error))?;
        let Detected { registry, holds } = detected.map_err(unclear)?;
        let extent = if self.national { Extent::National } else { Extent::AsInFiles };
        let holds = match holds {
            Held::Full => Holds::Everything(extent),
            Held::Changes => Holds::Changes,
        };
        let service = startup::open_for_command(&config).await?;
        let imported = watched(&service, Download { registry, files: self.file, holds, downloaded_on }).await;
        tell(registry, &imported.map_err(not_imported)?)
    }

    /// The registries whose files these may be.
    fn among(&self) -> Result<Vec<National>, Failure> {
        match &self.code {
            None => Ok(National::national().collect()),
            Some(code) => match National::from_code(code) {
                Ok(registry) => Ok(vec![registry]),
                Err(_) => Err(Failure::Misconfigured(format!(
                    "--registry {code} is none: use {}, or list_ and the two letters of a country",
                    codes(National::national())
                ))),
            },
        }
    }

    fn day(&self) -> Result<NaiveDate, Failure> {
        let Some(typed) = &self.downloaded_on else {
            let text = "say on which day these files were downloaded, with --downloaded-on, such as 2026-03-03";
            return Err(Failure::Misconfigured(text.into()));
        };
        NaiveDate::parse_from_str(typed, "%Y-%m-%d")
            .map_err(|_| Failure::Misconfigured(format!("--downloaded-on {typed} is no day: write it like 2026-03-03")))
    }
}

/// Imports, with a bar on a terminal.
async fn watched(service: &Service, download: Download) -> Result<Imported, NotImported> {
    // They are read once, and hashed beside it.
    let bytes = download.files.iter().filter_map(|file| std::fs::metadata(file).ok()).map(|file| file.len()).sum();
    let bar = ProgressBar::new(bytes).with_style(bar_style());
    let read = BytesRead::default();
    let mut work = std::pin::pin!(import(service, download, read.clone()));
    let done = loop {
        match tokio::time::timeout(LOOKS, work.as_mut()).await {
            Ok(done) => break done,
            Err(_goes_on) => bar.set_position(read.so_far()),
        }
    };
    bar.finish_and_clear();
    done
}

fn tell(registry: National, imported: &Imported) -> Result<(), Failure> {
    let broken =
        |error: service::Error| Failure::because("the registry is in force, and its row cannot be read", &error);
    let row = &imported.row;
    let numbers = row.numbers().map_err(|error| broken(error.into()))?;
    let coverage = match row.coverage().map_err(|error| broken(error.into()))? {
        Coverage::National => "the whole country".to_owned(),
        Coverage::Areas(areas) if areas.len() == 1 => "1 area code".to_owned(),
        Coverage::Areas(areas) => format!("{} area codes", areas.len()),
    };
    say(&format!("{}: {numbers} numbers, {coverage}, downloaded on {}", registry.label(), row.downloaded_on));
    if imported.was_in_force {
        say("It was in force already.");
        return Ok(());
    }
    match imported.businesses {
        0 => say("It is in force. No business is subscribed to it yet."),
        1 => say("It is in force. 1 business is subscribed to it."),
        many => say(&format!("It is in force. {many} businesses are subscribed to it.")),
    }
    Ok(())
}

fn codes(registries: impl Iterator<Item = National>) -> String {
    registries.map(National::code).collect::<Vec<_>>().join(", ")
}

fn unclear(unclear: Unclear) -> Failure {
    match unclear {
        Unclear::Several(registries) => Failure::Misconfigured(format!(
            "these files could be of several registries: say which with --registry, one of {}",
            codes(registries.into_iter())
        )),
        Unclear::None(refused) => {
            Failure::because("the registry was not loaded, and what was in force stays so", &refused)
        }
    }
}

fn not_imported(error: NotImported) -> Failure {
    match error {
        NotImported::Record(error) => Failure::because("the registry was not loaded", &error),
        error => Failure::because("the registry was not loaded, and what was in force stays so", &error),
    }
}
