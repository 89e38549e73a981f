//! `ringfence audit`.

use clap::{Args, Subcommand};
use domain::wire::audit::view::Report;
use indicatif::{ProgressBar, ProgressStyle};
use service::{
    Error, Service,
    audit::{self, Begun},
    ctx::Ctx,
};

use super::{import::acting_as, say};
use crate::{config::Config, failure::Failure, startup};

/// Checks a business against its rules
#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Makes every check, records what was found, and says it. Ends in 1 where anything is open
    Run(Run),
}

/// Makes every check
#[derive(Debug, Args)]
pub(super) struct Run {
    /// The business's name in addresses; may be left out when there is only one
    #[arg(long, value_name = "SLUG")]
    business: Option<String>,
    /// As which member; without it as the operator
    #[arg(long = "as", value_name = "EMAIL")]
    member: Option<String>,
    /// Writes the report as JSON
    #[arg(long)]
    json: bool,
}

impl Audit {
    /// Does it beside a running server or without one.
    pub(super) async fn run(self, config: Config) -> Result<(), Failure> {
        let Self::Run(run) = self;
        let service = startup::open_for_command(&config).await?;
        let (ctx, _) = acting_as(&service, run.business.as_deref(), run.member.as_deref()).await?;
        let report = made(&service, &ctx).await?;
        if run.json {
            let text = serde_json::to_string(&report);
            say(&text.map_err(|error| Failure::because("the report cannot be written", &error))?);
        } else {
            tell(&report);
        }
        match report.audit.found {
            0 => Ok(()),
            1 => Err(Failure::Refused("1 finding is open".into())),
            many => Err(Failure::Refused(format!("{many} findings are open"))),
        }
    }
}

async fn made(service: &Service, ctx: &Ctx) -> Result<Report, Failure> {
    let style = ProgressStyle::with_template("{wide_bar} {pos} of {len} checks");
    let bar = ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let told = |made: usize, of: usize| {
        bar.set_length(of as u64);
        bar.set_position(made as u64);
    };
    let Begun::Now(id) = audit::begin(service, ctx).await.map_err(not_made)? else {
        let words = "an audit of this business is being made already: look at it when it has ended";
        return Err(Failure::Refused(words.into()));
    };
    audit::carry_out(service, ctx.business, id, told).await.map_err(not_made)?;
    bar.finish_and_clear();
    audit::report(service, ctx, &id.to_string()).await.map_err(not_made)
}

/// Says each check with what it found.
fn tell(report: &Report) {
    for section in &report.sections {
        let found = section.findings.len() as u64 + section.more;
        let result = if found == 0 { "in order".to_owned() } else { format!("{found} open") };
        say(&format!("{}: {result}", section.check.label()));
        for finding in &section.findings {
            let about = if finding.about.is_empty() { String::new() } else { format!(" ({})", finding.about) };
            say(&format!("  {}{about}", finding.words));
        }
        if section.more > 0 {
            say(&format!("  ... and {} more", section.more));
        }
    }
}

fn not_made(error: Error) -> Failure {
    match error {
        Error::Forbidden => Failure::Refused("this member may not run an audit".into()),
        error => Failure::because("the audit was not made to its end", &error),
    }
}
