//! `ringfence ledger`.

use std::{
    io::{self, Write},
    path::Path,
};

use clap::Subcommand;
use domain::id::BusinessId;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use service::{
    Error, Service,
    journal::{self, Notes},
    ledger::{self, Export, Format, Verification},
};

use super::say;
use crate::{config::Config, failure::Failure, startup};

/// From how many entries on a bar shows how far the reading is.
const LARGE: u64 = 20_000;

/// Checks and hands out the audit log
#[derive(Debug, Subcommand)]
pub(super) enum Ledger {
    /// Reads every entry and says whether anything was touched, and where
    Verify {
        /// Only the business with this name in addresses
        #[arg(long, value_name = "SLUG")]
        business: Option<String>,
        /// Writes what was found as JSON, a line for each ledger
        #[arg(long)]
        json: bool,
    },
    /// Writes a ledger as JSON, one entry a line, with the newest signed checkpoint at the end
    Export {
        /// The business's name in addresses; may be left out when there is only one
        #[arg(long, value_name = "SLUG")]
        business: Option<String>,
    },
}

impl Ledger {
    /// Does it beside a running server or without one. It changes nothing.
    pub(super) async fn run(self, config: Config) -> Result<(), Failure> {
        let service = startup::open_for_command(&config).await?;
        match self {
            Self::Verify { business, json } => {
                let businesses = chosen(&service, business.as_deref()).await?;
                let told = if json { Told::Json } else { Told::Words };
                verify_all(&service, &businesses, &startup::journal_folder(&config), told).await
            }
            Self::Export { business } => {
                let businesses = chosen(&service, business.as_deref()).await?;
                let &[business] = businesses.as_slice() else {
                    return Err(Failure::Refused("say which business with --business SLUG: there are several".into()));
                };
                let done = write(&service, business, io::BufWriter::new(io::stdout())).await;
                done.map_err(|error| Failure::because("the ledger was not written", &*error))
            }
        }
    }
}

/// The business with this slug, or every one.
pub(super) async fn chosen(service: &Service, slug: Option<&str>) -> Result<Vec<BusinessId>, Failure> {
    let unreadable = |error| Failure::because("the businesses cannot be read", &error);
    let Some(slug) = slug else {
        return match service.db().every_business().await.map_err(unreadable)? {
            none if none.is_empty() => Err(Failure::Refused("there is no business yet".into())),
            all => Ok(all),
        };
    };
    let found = service.db().business_named(slug).await.map_err(unreadable)?;
    found.map(|id| vec![id]).ok_or_else(|| Failure::Refused(format!("there is no business called {slug}")))
}

async fn write(
    service: &Service,
    business: BusinessId,
    mut out: impl Write,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut export = Export::of(service, business, Format::JsonLines).await?;
    while let Some(part) = export.next(service).await? {
        out.write_all(part.as_bytes())?;
    }
    Ok(out.flush()?)
}

/// How it is said what was found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Words,
    Json,
}

async fn verify_all(service: &Service, businesses: &[BusinessId], folder: &Path, told: Told) -> Result<(), Failure> {
    let file = journal::file(folder);
    let notes = journal::notes(&file)
        .map_err(|error| Failure::because(&format!("the journal {} cannot be read", file.display()), &error))?;
    for line in &notes.garbled {
        let words = format!("{}, line {line}: it cannot be read, somebody changed it", file.display());
        match told {
            Told::Words => say(&words),
            Told::Json => {
                say(&json!({ "journal": file.display().to_string(), "line": line, "finding": words }).to_string());
            }
        }
    }
    let mut touched = 0;
    for business in businesses {
        let verification = verify(service, *business, &notes).await?;
        match told {
            Told::Words => report(&verification),
            Told::Json => say(&as_json(&verification)),
        }
        touched += usize::from(!verification.holds());
    }
    if touched == 0 && notes.garbled.is_empty() {
        return Ok(());
    }
    Err(Failure::Refused(format!("not everything verifies: {touched} of {} ledgers do not", businesses.len())))
}

async fn verify(service: &Service, business: BusinessId, notes: &Notes) -> Result<Verification, Failure> {
    let style = ProgressStyle::with_template("{wide_bar} {human_pos} of {human_len} entries");
    let bar = ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let progress = |read, all| {
        if all >= LARGE {
            bar.set_length(all);
            bar.set_position(read);
        }
    };
    let verified = ledger::verify(service, business, notes.of(business), progress).await;
    bar.finish_and_clear();
    verified.map_err(|error| match error {
        Error::KeysMissing => {
            Failure::Refused("the key that signs the ledger is missing: no checkpoint can be believed".into())
        }
        error => Failure::because("a ledger cannot be read", &error),
    })
}

fn as_json(verification: &Verification) -> String {
    let Verification { slug, size, root, checkpoints: (all, kept), findings } = verification;
    let root = root.as_ref().map(ToString::to_string);
    let findings: Vec<_> = findings.iter().map(ToString::to_string).collect();
    let checkpoints = json!({ "compared": all, "from_the_journal": kept });
    let holds = verification.holds();
    json!({ "business": slug, "holds": holds, "entries": size, "root": root, "checkpoints": checkpoints, "findings": findings })
        .to_string()
}

fn report(verification: &Verification) {
    let Verification { slug, size, root, checkpoints, findings } = verification;
    if let (Some(root), []) = (root, findings.as_slice()) {
        let (all, kept) = checkpoints;
        let compared = format!("checkpoints compared: {all}, from the journal: {kept}");
        say(&format!("{slug}: {size} entries, root {root}, nothing was touched ({compared})"));
    }
    for finding in findings {
        say(&format!("{slug}: {finding}"));
    }
}
