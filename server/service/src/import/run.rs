//! Doing what a list says: chunk by chunk, so that nothing waits for the whole of it.

use std::collections::BTreeSet;

use domain::{
    access::{Right, Role},
    event::Event,
    id::{CustomerId, MemberId},
    topic::Topic,
    wire::import::{Report, Status},
};
use store::{entity::import_run, member};

use super::{
    begin::{Begun, begin},
    dry_run::{people, refuse},
    known::{Ground, Hashed, Verdict, closes, closes_calls, hashed},
    list::List,
    save,
    stretch::{Stretch, read},
    tally,
};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    customer::Newcomers,
    error::{Error, Result},
};

/// How far a reading of a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the file that were read.
    pub bytes: u64,
    /// Bytes of the file.
    pub of: u64,
    /// Rows that are done with.
    pub rows: u64,
}

/// Imports a list. People who are on file already are known again, and a run of the same list that
/// stopped before its end goes on from there.
///
/// # Errors
/// Fails where the right is missing, the file is no list, or the record cannot be written. What
/// was saved before stays.
pub async fn run(service: &Service, ctx: &Ctx, list: &List, told: impl FnMut(Progress)) -> Result<Report> {
    let begun = begin(service, ctx, list, None).await?;
    carry_out(service, begun, list, told).await
}

/// Saves every row that is not saved yet, and records how it ended.
///
/// # Errors
/// Fails with [`Error::Stale`] where the run goes on elsewhere; then its end is recorded there.
pub(super) async fn carry_out(
    service: &Service,
    mut begun: Begun,
    list: &List,
    told: impl FnMut(Progress),
) -> Result<Report> {
    let saved = save_all(service, &mut begun, list, told).await;
    if matches!(saved, Err(Error::Stale)) {
        return Err(Error::Stale);
    }
    let Begun { run, report, ctx, .. } = begun;
    let status = if saved.is_ok() && !report.broken_off { Status::Finished } else { Status::Failed };
    end(service, &ctx, run, status).await?;
    saved.map(|()| report)
}

async fn save_all(service: &Service, begun: &mut Begun, list: &List, mut told: impl FnMut(Progress)) -> Result<()> {
    let of = list.bytes();
    let mut stretches = read(list, service.now().date_naive(), begun.report.rows);
    let mut known_size = 0;
    while let Some(stretch) = stretches.recv().await {
        let stretch = stretch?;
        let bytes = stretch.bytes;
        let chunk = Chunk { stretch, before: begun.run.clone(), report: begun.report.clone(), by: begun.by };
        let done = service.change(&begun.ctx, Right::Curate, chunk, |tx, chunk| Box::pin(save_chunk(tx, chunk)));
        let Saved { report, run, events } = done.await?.value;
        if events == 0 && !store::import::keep_progress(service.upkeep(), run.clone(), begun.run.rows).await? {
            return Err(Error::Stale);
        }
        (begun.run, begun.report) = (run, report);
        if begun.report.rows >= known_size * GROWTH {
            known_size = begun.report.rows;
            gather_statistics(service).await;
        }
        told(Progress { bytes, of, rows: begun.report.rows });
    }
    Ok(())
}

/// By how much the tables grow until the database looks at them again.
const GROWTH: u64 = 10;

/// The database's own habit is to look once a minute, or never; an import is done by then, or much slower.
async fn gather_statistics(service: &Service) {
    if let Err(error) = service.db().gather_statistics().await {
        tracing::warn!(error = &error as &dyn std::error::Error, "the database could not look at its tables");
    }
}

/// One change of a run.
struct Chunk {
    stretch: Stretch,
    /// The run's row before it.
    before: import_run::Model,
    /// What the run did before it.
    report: Report,
    by: Option<MemberId>,
}

/// What a run came to with one more change.
struct Saved {
    report: Report,
    run: import_run::Model,
    events: usize,
}

async fn save_chunk(tx: Tx<'_>, chunk: &Chunk) -> Result<Outcome<Saved>> {
    still_may(tx, chunk.by).await?;
    let people: Vec<_> = people(&chunk.stretch.lines).collect();
    let rows = hashed(tx.scope, tx.keys, &people)?;
    let mut ground = Ground::read(tx.scope, &rows, tx.now).await?;
    let mut report = Report::default();
    refuse(&mut report, &chunk.stretch.lines);
    let (mut newcomers, mut events, mut judged) = (Newcomers::default(), Vec::new(), Vec::with_capacity(rows.len()));
    for row in &rows {
        let verdict = ground.judge(row);
        tally::count(&mut report, &ground, row, &verdict);
        let known = ground.of(row).cloned().unwrap_or_default();
        let mut customer = known.customer;
        if verdict == Verdict::Add {
            let (id, happened) = save::add(tx, &mut newcomers, chunk.before.id.into(), row);
            customer = Some(id);
            events.extend(happened);
        }
        ground.note(row, &verdict, customer);
        judged.push(Judged { row, verdict, customer, refused: known.noes });
    }
    newcomers.save(tx).await?;
    for judged in &judged {
        events.extend(answer(tx, judged).await?);
    }
    let mut whole = chunk.report.clone();
    tally::add(&mut whole, report);
    let run = with(&chunk.before, &whole, chunk.stretch.bytes)?;
    if !events.is_empty() && !store::import::update(tx.scope, run.clone(), chunk.before.rows).await? {
        // Another process has saved these rows: what was done here is put back.
        return Err(Error::Stale);
    }
    let saved = Saved { report: whole, run, events: events.len() };
    Ok(Outcome::many(events, saved))
}

/// A row, what it comes to, and whose it is.
struct Judged<'r> {
    row: &'r Hashed<'r>,
    verdict: Verdict,
    customer: Option<CustomerId>,
    /// What they refused before.
    refused: BTreeSet<Topic>,
}

/// Records what a row says about what its person wants, once they are saved.
async fn answer(tx: Tx<'_>, judged: &Judged<'_>) -> Result<Vec<Event>> {
    let customer = || judged.customer.ok_or(Error::Broken("somebody on file has no identifier"));
    let mut events = match &judged.verdict {
        Verdict::Add => return save::answer(tx, customer()?, judged.row).await,
        Verdict::Close(topics) => save::close(tx, customer()?, &judged.refused, topics).await?,
        Verdict::Nothing | Verdict::SaidNo => Vec::new(),
    };
    if closes_calls(&closes(judged.row.row)) {
        events.extend(save::list_numbers(tx, judged.row.row).await?);
    }
    Ok(events)
}

/// A member whose right was taken away while their import runs imports nothing more.
async fn still_may(tx: Tx<'_>, by: Option<MemberId>) -> Result<()> {
    let Some(by) = by else { return Ok(()) };
    let member = member::find(tx.scope, by).await?.filter(|member| member.disabled_at.is_none());
    let role = member.and_then(|member| Role::from_code(&member.role).ok()).ok_or(Error::SignedOut)?;
    if role.may(Right::Curate) { Ok(()) } else { Err(Error::Forbidden) }
}

/// The run's row with what it did so far.
fn with(run: &import_run::Model, report: &Report, bytes: u64) -> Result<import_run::Model> {
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    Ok(import_run::Model {
        status: Status::Running.code().to_owned(),
        rows: count(report.rows),
        added: count(report.added),
        changed: count(report.changed),
        unchanged: count(report.unchanged),
        refused: count(report.refused),
        report: serde_json::to_value(report).map_err(|_| Error::Broken("a report cannot be written"))?,
        bytes: count(bytes),
        ..run.clone()
    })
}

/// Records that a run has ended, unless it goes on elsewhere.
pub(super) async fn end(service: &Service, ctx: &Ctx, mut run: import_run::Model, status: Status) -> Result<()> {
    status.code().clone_into(&mut run.status);
    let done = service.change(ctx, Right::Curate, run, |tx, run| {
        Box::pin(async move {
            let count = |count: i64| u64::try_from(count).unwrap_or_default();
            let ended = Event::ImportFinished {
                import: run.id.into(),
                added: count(run.added),
                changed: count(run.changed),
                refused: count(run.refused),
            };
            let run = import_run::Model { finished_at: Some(tx.now), ..run.clone() };
            let rows = run.rows;
            let is_ours = store::import::update(tx.scope, run, rows).await?;
            Ok(if is_ours { Outcome::one(ended, ()) } else { Outcome::Unchanged(()) })
        })
    });
    done.await.map(|done| done.value)
}
