//! `ringfence scrub`.

use std::{
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;
use domain::{country::Country, topic::Purpose};
use indicatif::ProgressBar;
use service::{
    Error, Service,
    import::{Choices, HeaderRow},
    scrub::{Order, Summary, scrub},
};

use super::import::{acting_as, bar_style, problems_of};
use crate::{config::Config, failure::Failure, startup};

/// Hands out a list again, with the call decision for each row behind it
#[derive(Debug, Args)]
pub(super) struct Scrub {
    /// The list: CSV in any encoding and with any delimiter, or one number a line
    file: PathBuf,
    /// What the calls are for: service or marketing
    #[arg(long, value_name = "PURPOSE", default_value = "marketing")]
    purpose: String,
    /// Where the result is written; without it, to the standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The heading of the column that holds the numbers; may be given several times
    #[arg(long, value_name = "HEADING")]
    column: Vec<String>,
    /// The business's name in addresses; may be left out when there is only one
    #[arg(long, value_name = "SLUG")]
    business: Option<String>,
    /// As which member; without it as the operator
    #[arg(long = "as", value_name = "EMAIL")]
    member: Option<String>,
    /// The country whose national numbers are read, such as US; without it the business's own
    #[arg(long, value_name = "COUNTRY")]
    country: Option<String>,
    /// The first row is a number already, and no headings
    #[arg(long)]
    no_headings: bool,
    /// Writes the summary as JSON
    #[arg(long)]
    json: bool,
}

impl Scrub {
    /// Does it beside a running server or without one.
    pub(super) async fn run(self, config: Config) -> Result<(), Failure> {
        let purpose = Purpose::from_code(&self.purpose).map_err(|_| {
            Failure::Misconfigured(format!("--purpose {} is none: use service or marketing", self.purpose))
        })?;
        let country = self.country.as_ref().map(|text| {
            Country::parse(text).map_err(|_| {
                Failure::Misconfigured(format!("--country {text} is not a country: use its two letters, like US"))
            })
        });
        let country = country.transpose()?;
        let service = startup::open_for_command(&config).await?;
        let (ctx, home) = acting_as(&service, self.business.as_deref(), self.member.as_deref()).await?;
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let order = Order {
            path: self.file,
            name,
            choices: Choices { header_row: self.no_headings.then_some(HeaderRow::Absent), ..Choices::default() },
            columns: self.column,
            country: country.unwrap_or(home),
            purpose,
        };
        let summary = match &self.output {
            Some(path) => to_file(&service, &ctx, &order, path).await?,
            None => written(&service, &ctx, &order, io::stdout()).await?.0,
        };
        tell(&summary, self.json)
    }
}

/// Writes the result beside its place, and puts it there when it is whole.
async fn to_file(service: &Service, ctx: &service::ctx::Ctx, order: &Order, path: &Path) -> Result<Summary, Failure> {
    let failed = |error: io::Error| Failure::because(&format!("{} cannot be written", path.display()), &error);
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let file = File::create(&part).map_err(failed)?;
    let done = match written(service, ctx, order, file).await {
        Ok((summary, file)) => {
            file.sync_all().and_then(|()| std::fs::rename(&part, path)).map(|()| summary).map_err(failed)
        }
        Err(failure) => Err(failure),
    };
    if done.is_err() {
        // What is there is only a part of the list.
        let _anyway = std::fs::remove_file(&part);
    }
    done
}

async fn written<W: Write + Send + 'static>(
    service: &Service,
    ctx: &service::ctx::Ctx,
    order: &Order,
    out: W,
) -> Result<(Summary, W), Failure> {
    let bytes = std::fs::metadata(&order.path).map_or(0, |file| file.len());
    let bar = ProgressBar::new(bytes).with_style(bar_style());
    let told = bar.clone();
    let done = scrub(service, ctx, order, out, move |bytes| told.set_position(bytes)).await;
    bar.finish_and_clear();
    done.map_err(not_scrubbed)
}

/// Says what it came to, where the result does not go.
fn tell(summary: &Summary, json: bool) -> Result<(), Failure> {
    let mut lines = Vec::new();
    if json {
        let text = serde_json::to_string(summary);
        lines.push(text.map_err(|error| Failure::because("the summary cannot be written", &error))?);
    } else {
        let Summary { rows, allowed, blocked, bad, .. } = summary;
        lines.push(format!("{rows} rows for {}: {allowed} allowed, {blocked} blocked", summary.purpose.code()));
        lines.extend(summary.reasons.iter().map(|(code, rows)| format!("  {code}: {rows}")));
        if *bad > 0 {
            lines.push(format!("{bad} lines without a number that can be used; they are blocked:"));
        }
        lines.extend(summary.problems.shown.iter().map(|line| format!("  {line}")));
        if summary.problems.more > 0 {
            lines.push(format!("  ... and {} more", summary.problems.more));
        }
        lines.push(format!("Checked at {}", summary.checked_at()));
    }
    // Nobody reads any more: not a reason to fail.
    let _gone = writeln!(io::stderr(), "{}", lines.join("\n"));
    Ok(())
}

fn not_scrubbed(error: Error) -> Failure {
    match error {
        Error::Invalid(invalid) => Failure::Refused(problems_of(&invalid)),
        Error::Forbidden => Failure::Refused("this member may not hand out a list".into()),
        error => Failure::because("the list was not scrubbed, and nobody on it may be called", &error),
    }
}
