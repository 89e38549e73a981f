//! An archive that is made for an owner at the screen, who can fetch it for an hour.

use std::{io::BufWriter, path::PathBuf, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::Right,
    wire::archive::{
        Stage,
        params::{Query, Start},
    },
};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::{Progress, begin, write};
use crate::{
    Service, account,
    ctx::Ctx,
    error::{Error, Result},
    import::UploadFacts,
    ports::new_token,
    scrub::owner,
};

/// How often the page is told how far it is.
const BEAT: Duration = Duration::from_secs(1);
/// After how long without a word it stopped: the server that made it is gone.
const SILENT_FOR: TimeDelta = TimeDelta::seconds(60);

/// What is kept beside an archive: how far it is, since when that is known, and whose it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Offer {
    by: String,
    told_at: DateTime<Utc>,
    stage: Stage,
}

/// Begins to make an archive, under a name that nobody can guess. It goes on when nobody waits for it.
///
/// # Errors
/// The field `password`; and [`Error::Forbidden`] for who is no owner.
pub async fn start(service: &Service, ctx: &Ctx, typed: Start) -> Result<String> {
    ctx.require(Right::GovernOwners)?;
    account::prove_own(service, ctx, &typed.password, "password").await?;
    let token = new_token(&*service.random);
    let out = service.uploads.create_result(ctx.business, &token)?;
    if let Err(error) = begin(service, ctx).await {
        service.uploads.forget_result(ctx.business, &token);
        return Err(error);
    }
    tell(service, ctx, &token, making(Progress::default()))?;
    let making = (service.clone(), ctx.clone(), token.clone());
    tokio::spawn(async move {
        let (service, ctx, token) = making;
        carry_out(&service, &ctx, &token, BufWriter::new(out)).await;
    });
    Ok(token)
}

fn making(Progress { done, all }: Progress) -> Stage {
    Stage::Making { done, all }
}

/// Makes it, says how far it is, and how it ended.
async fn carry_out(service: &Service, ctx: &Ctx, token: &str, out: BufWriter<std::fs::File>) {
    let (told, heard) = watch::channel(Progress::default());
    let mut written = std::pin::pin!(write(service, ctx, out, &told));
    let mut beat = tokio::time::interval(BEAT);
    let ended = loop {
        tokio::select! {
            ended = &mut written => break ended,
            _ = beat.tick() => {
                let progress = *heard.borrow();
                said(tell(service, ctx, token, making(progress)));
            }
        }
    };
    let whole = ended.and_then(|(summary, out)| match out.into_inner() {
        Ok(_) => Ok(summary),
        Err(_) => Err(Error::Broken("an archive cannot be written")),
    });
    let stage = match whole {
        Ok(summary) => Stage::Ready { rows: summary.rows, hashes_left_behind: summary.hashes_left_behind },
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "an archive was not made");
            service.uploads.forget_result(ctx.business, token);
            Stage::Failed
        }
    };
    said(tell(service, ctx, token, stage));
}

/// Without it the page says a minute later that it stopped.
fn said(told: Result<()>) {
    if let Err(error) = told {
        tracing::error!(error = &error as &dyn std::error::Error, "how far an archive is cannot be kept");
    }
}

fn tell(service: &Service, ctx: &Ctx, token: &str, stage: Stage) -> Result<()> {
    let offer = Offer { by: owner(ctx), told_at: service.now(), stage };
    service.uploads.keep(ctx.business, token, &UploadFacts::of_archive(offer))
}

/// The page: how far the archive is that its owner had made; none where one is to be made.
///
/// # Errors
/// [`Error::Forbidden`] for who is no owner.
pub fn show(service: &Service, ctx: &Ctx, query: &Query) -> Result<Option<Stage>> {
    ctx.require(Right::GovernOwners)?;
    if query.file.is_empty() {
        return Ok(None);
    }
    match own(service, ctx, &query.file) {
        Ok(Offer { stage: Stage::Making { .. }, told_at, .. }) if told_at + SILENT_FOR < service.now() => {
            Ok(Some(Stage::Failed))
        }
        Ok(offer) => Ok(Some(offer.stage)),
        Err(Error::NotFound) => Ok(Some(Stage::Gone)),
        Err(error) => Err(error),
    }
}

/// Where the archive lies, for the owner who had it made.
///
/// # Errors
/// [`Error::Forbidden`] for who is no owner, and as not found where it is gone, not whole, or somebody else's.
pub fn result(service: &Service, ctx: &Ctx, file: &str) -> Result<PathBuf> {
    ctx.require(Right::GovernOwners)?;
    let Stage::Ready { .. } = own(service, ctx, file)?.stage else { return Err(Error::NotFound) };
    let path = service.uploads.result(ctx.business, file)?;
    if path.exists() { Ok(path) } else { Err(Error::NotFound) }
}

fn own(service: &Service, ctx: &Ctx, file: &str) -> Result<Offer> {
    let (_, facts) = service.uploads.find(ctx.business, file)?;
    facts.archive.filter(|offer| offer.by == owner(ctx)).ok_or(Error::NotFound)
}
