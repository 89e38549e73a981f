//! `ringfence export`.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufWriter, Write},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use service::{
    Error, Service,
    archive::{self, Progress, Summary},
    ctx::Ctx,
};
use tokio::sync::watch;

use super::import::acting_as;
use crate::{config::Config, failure::Failure, startup};

/// Writes everything of a business to one file that can be taken along
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Where the archive is written
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// The business's name in addresses; may be left out when there is only one
    #[arg(long, value_name = "SLUG")]
    business: Option<String>,
    /// As which member; without it as the operator
    #[arg(long = "as", value_name = "EMAIL")]
    member: Option<String>,
    /// Writes the summary as JSON
    #[arg(long)]
    json: bool,
}

impl Export {
    /// Does it beside a running server, whose audit log says so, or without one.
    pub(super) async fn run(self, config: Config) -> Result<(), Failure> {
        let service = startup::open_for_command(&config).await?;
        let (ctx, _) = acting_as(&service, self.business.as_deref(), self.member.as_deref()).await?;
        let summary = to_file(&service, &ctx, &self.to).await?;
        tell(&summary, self.json)
    }
}

/// Writes the archive beside its place, and puts it there when it is whole.
async fn to_file(service: &Service, ctx: &Ctx, path: &Path) -> Result<Summary, Failure> {
    let failed = |error: io::Error| Failure::because(&format!("{} cannot be written", path.display()), &error);
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    // Only we look into it: it is personal data.
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part).map_err(failed)?;
    let done = match written(service, ctx, file).await {
        Ok((summary, file)) => {
            file.sync_all().and_then(|()| std::fs::rename(&part, path)).map(|()| summary).map_err(failed)
        }
        Err(failure) => Err(failure),
    };
    if done.is_err() {
        // What is there is only a part of the archive.
        let _anyway = std::fs::remove_file(&part);
    }
    done
}

async fn written(service: &Service, ctx: &Ctx, file: File) -> Result<(Summary, File), Failure> {
    let style = ProgressStyle::with_template("{wide_bar} {human_pos} of {human_len} rows");
    let bar = ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let (told, mut heard) = watch::channel(Progress::default());
    let shown = bar.clone();
    let showing = tokio::spawn(async move {
        while heard.changed().await.is_ok() {
            let Progress { done, all } = *heard.borrow_and_update();
            shown.set_length(all);
            shown.set_position(done);
        }
    });
    let done = archive::export(service, ctx, BufWriter::new(file), &told).await;
    showing.abort();
    bar.finish_and_clear();
    let (summary, file) = done.map_err(not_exported)?;
    let file = file.into_inner().map_err(|error| Failure::because("the archive was not written", error.error()))?;
    Ok((summary, file))
}

/// Says what it came to.
fn tell(summary: &Summary, json: bool) -> Result<(), Failure> {
    let text = if json {
        serde_json::to_string(summary).map_err(|error| Failure::because("the summary cannot be written", &error))?
    } else {
        let Summary { files, rows, hashes_left_behind, .. } = summary;
        let stay = match hashes_left_behind {
            0 => String::new(),
            1 => "\n1 number of somebody who was erased stays here: only its hash is left".to_owned(),
            many => format!("\n{many} numbers of people who were erased stay here: only their hashes are left"),
        };
        format!("{rows} rows in {files} files, as of {}{stay}", summary.made_at())
    };
    // Nobody reads any more: not a reason to fail.
    let _gone = writeln!(io::stdout(), "{text}");
    Ok(())
}

fn not_exported(error: Error) -> Failure {
    match error {
        Error::Forbidden => Failure::Refused("only an owner may take everything along".into()),
        Error::KeysMissing => Failure::Refused(
            "the key that signs the ledger is missing: nothing could prove what is in the archive".into(),
        ),
        error => Failure::because("the business was not exported", &error),
    }
}
