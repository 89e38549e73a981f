//! `ringfence import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::{
    country::Country,
    error::Invalid,
    import::column::Target,
    wire::import::{Report, Tense},
};
use indicatif::{ProgressBar, ProgressStyle};
use service::{
    Error, Service,
    ctx::Ctx,
    import::{self, Choices, HeaderRow, List, Progress},
};

use super::{ledger::chosen, registry::Registry, say};
use crate::{config::Config, failure::Failure, startup};

/// Brings lists into the record
#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// Puts the people of a list on file, each without consent unless the list proves it
    Customers(Customers),
    /// Puts a national do-not-call registry in force, for every business of this installation
    Registry(Registry),
}

/// Puts the people of a list on file, each without consent unless the list proves it
#[derive(Debug, Args)]
pub(super) struct Customers {
    /// The list, as CSV in any encoding and with any delimiter
    file: PathBuf,
    /// The business's name in addresses; may be left out when there is only one
    #[arg(long, value_name = "SLUG")]
    business: Option<String>,
    /// As which member; without it as the operator
    #[arg(long = "as", value_name = "EMAIL")]
    member: Option<String>,
    /// The country whose national numbers are read, such as US; without it the business's own
    #[arg(long, value_name = "COUNTRY")]
    region: Option<String>,
    /// The first row is a person already, and no headings
    #[arg(long)]
    no_headings: bool,
    /// Only says what would happen
    #[arg(long)]
    dry_run: bool,
    /// Writes the report as JSON, and nothing else
    #[arg(long)]
    json: bool,
}

impl Import {
    /// Does it beside a running server, whose screens hear of it, or without one.
    pub(super) async fn run(self, config: Config) -> Result<(), Failure> {
        match self {
            Self::Customers(command) => command.run(&startup::open_for_command(&config).await?).await,
            Self::Registry(command) => command.run(config).await,
        }
    }
}

impl Customers {
    async fn run(self, service: &Service) -> Result<(), Failure> {
        let (ctx, home) = acting_as(service, self.business.as_deref(), self.member.as_deref()).await?;
        let unknown = |text: &String| {
            Failure::Misconfigured(format!("--region {text} is not a country: use its two letters, like US"))
        };
        let region = self.region.as_ref().map(|text| Country::parse(text).map_err(|_| unknown(text))).transpose()?;
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let country = region.unwrap_or(home);
        let header_row = self.no_headings.then_some(HeaderRow::Absent);
        let choices = Choices { header_row, ..Choices::default() };
        let mut list = List { path: self.file, name, choices, mapping: None, country };
        let recalled = import::recall(service, &ctx, &mut list).await.map_err(not_imported)?;
        if !self.json {
            announce(&list, recalled).await?;
        }
        if !self.dry_run
            && !self.json
            && let Some(rows) = import::unfinished(service, &ctx, &list).await.map_err(not_imported)?
        {
            say(&format!("This import stopped before its end. It goes on behind {rows} rows."));
        }
        let bar = ProgressBar::new(list.bytes()).with_style(bar_style());
        let told = |progress: Progress| bar.set_position(progress.bytes);
        let (report, tense) = if self.dry_run {
            (import::dry_run(service, &ctx, &list, told).await, Tense::WouldBe)
        } else {
            (import::run(service, &ctx, &list, told).await, Tense::Was)
        };
        bar.finish_and_clear();
        let report = report.map_err(not_imported)?;
        if self.json {
            let text = serde_json::to_string(&report);
            say(&text.map_err(|error| Failure::because("the report cannot be written", &error))?);
        } else {
            tell(&report, tense);
        }
        judge(&report)
    }
}

/// Says what each column becomes.
async fn announce(list: &List, recalled: bool) -> Result<(), Failure> {
    if recalled {
        say("These headings were imported before: the columns become the same again.");
    }
    for column in list.look().await.map_err(not_imported)?.columns {
        let becomes = Target::from_code(&column.target).map_or("Keep as it is", Target::label);
        let sentence = column.sentence.map(|sentence| format!(" ({sentence})")).unwrap_or_default();
        say(&format!("{} -> {becomes}{sentence}", column.heading));
    }
    Ok(())
}

/// The context of whoever acts in a business, and the business's country.
pub(super) async fn acting_as(
    service: &Service,
    business: Option<&str>,
    member: Option<&str>,
) -> Result<(Ctx, Country), Failure> {
    let &[business] = chosen(service, business).await?.as_slice() else {
        return Err(Failure::Refused("say which business with --business SLUG: there are several".into()));
    };
    import::acting(service, business, member).await.map_err(|error| match (error, member) {
        (Error::NotFound, Some(email)) => Failure::Refused(format!("{email} is not a member of this business")),
        (error, _) => Failure::because("the business cannot be read", &error),
    })
}

/// How a bar shows the bytes of a list.
pub(super) fn bar_style() -> ProgressStyle {
    let style = ProgressStyle::with_template("{wide_bar} {bytes} of {total_bytes}");
    style.unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn tell(report: &Report, tense: Tense) {
    say(&format!("{} rows", report.rows));
    report.sentences(tense).iter().for_each(|sentence| say(sentence));
    for lines in [&report.problems, &report.warnings] {
        lines.shown.iter().for_each(|line| say(line));
        if lines.more > 0 {
            say(&format!("... and {} more", lines.more));
        }
    }
}

/// Whether everything of the list could be used.
fn judge(report: &Report) -> Result<(), Failure> {
    match report.refused {
        _ if report.broken_off => Err(Failure::Refused("the file could not be read to its end".into())),
        0 => Ok(()),
        1 => Err(Failure::Refused("1 line cannot be used".into())),
        many => Err(Failure::Refused(format!("{many} lines cannot be used"))),
    }
}

/// What is wrong, in one line.
pub(super) fn problems_of(invalid: &Invalid) -> String {
    invalid.problems().map(|(_, problem)| problem.to_string()).collect::<Vec<_>>().join(" ")
}

fn not_imported(error: Error) -> Failure {
    match error {
        Error::Invalid(invalid) => Failure::Refused(problems_of(&invalid)),
        Error::Stale => Failure::Refused("another process goes on with this import".into()),
        Error::Forbidden => Failure::Refused("this member may not import".into()),
        error => Failure::because("the list was not imported", &error),
    }
}
