//! Undoing an import: the people whom it added, and with whom nobody had to do since, are erased
//! again.
//!
//! A no is never undone. Who said no to anything stays on file with it, and whoever was on file
//! before keeps the blocks that the list added. The ledger says whom an import added and who had to
//! do with them since, so undoing keeps no copy of anybody.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::Right,
    consent::ConsentStatus,
    error::Problem,
    event::Event,
    id::{CustomerId, ImportId},
    wire::import::{Status, Undo, params},
};
use store::{Scope, entity::import_run};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// For how many days an import can be undone.
pub(super) const UNDONE_WITHIN: TimeDelta = TimeDelta::days(30);
/// How many people are looked at in one change: a mark waits for no more than this.
const TOGETHER: u64 = 100;

/// Whether a run can be undone now.
pub(super) fn is_possible(run: &import_run::Model, now: DateTime<Utc>) -> bool {
    let ended = matches!(Status::from_code(&run.status), Status::Finished | Status::Failed);
    ended && run.finished_at.is_some_and(|at| now - at <= UNDONE_WITHIN)
}

/// What undoing a run did.
pub(super) fn done(run: &import_run::Model) -> Undo {
    let count = |count: i64| u64::try_from(count).unwrap_or_default();
    Undo {
        removed: count(run.removed),
        said_no: count(run.said_no),
        worked_with: count(run.worked_with),
        blocked: count(run.changed),
    }
}

/// What undoing a run would do.
pub(super) async fn preview(service: &Service, ctx: &Ctx, run: &import_run::Model) -> Result<Undo> {
    let scope = service.db.read(ctx.business).await?;
    let mut undo = Undo { blocked: u64::try_from(run.changed).unwrap_or_default(), ..Undo::default() };
    let mut after = 0;
    while let Some((last, some)) = next(&scope, run.id.into(), after).await? {
        let sifted = sift(&scope, run.id.into(), &some).await?;
        undo.removed += sifted.removes.len() as u64;
        undo.said_no += sifted.stay.said_no;
        undo.worked_with += sifted.stay.worked_with;
        after = last;
    }
    Ok(undo)
}

/// Begins to undo a run. It goes on when nobody waits for it.
///
/// # Errors
/// Fails where the right is missing, where there is no such run, and where it cannot be undone any
/// more.
pub async fn undo(service: &Service, ctx: &Ctx, typed: params::Undo) -> Result<ImportId> {
    let id: ImportId = typed.run.parse().map_err(|_| Error::NotFound)?;
    let done = service.change(ctx, Right::Curate, id, |tx, id| Box::pin(begin(tx, *id)));
    done.await?;
    carry_out_alone(service, ctx.clone(), id);
    Ok(id)
}

async fn begin(tx: Tx<'_>, id: ImportId) -> Result<Outcome<()>> {
    let run = store::import::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if !is_possible(&run, tx.now) {
        let why = "An import can be undone once, within 30 days after its end";
        return Err(Error::field("run", Problem::Other(why.into())));
    }
    let rows = run.rows;
    let run = import_run::Model { status: Status::Undoing.code().to_owned(), ..run };
    store::import::update(tx.scope, run, rows).await?;
    Ok(Outcome::one(Event::ImportUndoStarted { import: id }, ()))
}

/// Undoes a run when nobody waits for it.
pub(super) fn carry_out_alone(service: &Service, ctx: Ctx, id: ImportId) {
    let service = service.clone();
    tokio::spawn(async move {
        if let Err(error) = carry_out(&service, &ctx, id).await {
            tracing::error!(error = &error as &dyn std::error::Error, import = %id, "an import was not undone to its end");
        }
    });
}

/// Removes who can be removed, and records how it ended. It may be begun again after it broke off:
/// whoever was removed before is found erased.
pub(super) async fn carry_out(service: &Service, ctx: &Ctx, id: ImportId) -> Result<()> {
    let mut stay = Stay::default();
    let mut after = 0;
    loop {
        let some = (id, after);
        let done = service.change(ctx, Right::Curate, some, |tx, (id, after)| Box::pin(remove_some(tx, *id, *after)));
        let Some((last, more)) = done.await?.value else { break };
        after = last;
        stay.said_no += more.said_no;
        stay.worked_with += more.worked_with;
    }
    let done = service.change(ctx, Right::Curate, (id, stay), |tx, (id, stay)| Box::pin(end(tx, *id, *stay)));
    done.await?;
    // What was erased must not linger in the log.
    Ok(service.db.truncate_log().await?)
}

async fn remove_some(tx: Tx<'_>, id: ImportId, after: i64) -> Result<Outcome<Option<(i64, Stay)>>> {
    let Some((last, some)) = next(tx.scope, id, after).await? else { return Ok(Outcome::Unchanged(None)) };
    let sifted = sift(tx.scope, id, &some).await?;
    for customer in &sifted.removes {
        store::person::erase(tx.scope, *customer, tx.now).await?;
    }
    let removed = |customer: &CustomerId| Event::ImportedCustomerRemoved { customer: *customer, import: id };
    let events: Vec<Event> = sifted.removes.iter().map(removed).collect();
    let run = store::import::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if !events.is_empty() {
        let (rows, removed) = (run.rows, run.removed + count(events.len() as u64));
        store::import::update(tx.scope, import_run::Model { removed, ..run }, rows).await?;
    }
    Ok(Outcome::many(events, Some((last, sifted.stay))))
}

async fn end(tx: Tx<'_>, id: ImportId, stay: Stay) -> Result<Outcome<()>> {
    let run = store::import::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if Status::from_code(&run.status) != Status::Undoing {
        return Ok(Outcome::Unchanged(()));
    }
    let rows = run.rows;
    let removed = u64::try_from(run.removed).unwrap_or_default();
    let undone = Event::ImportUndone { import: id, removed, kept: stay.said_no + stay.worked_with };
    let (said_no, worked_with) = (count(stay.said_no), count(stay.worked_with));
    let run = import_run::Model { status: Status::Undone.code().to_owned(), said_no, worked_with, ..run };
    store::import::update(tx.scope, run, rows).await?;
    Ok(Outcome::one(undone, ()))
}

/// The next people whom a run added, and the position of the last of them.
async fn next(scope: &Scope, id: ImportId, after: i64) -> Result<Option<(i64, Vec<CustomerId>)>> {
    let some = store::import::list_added(scope, id, after, TOGETHER).await?;
    let last = some.last().map(|(seq, _)| *seq);
    Ok(last.map(|last| (last, some.into_iter().map(|(_, customer)| customer).collect())))
}

/// Some people of an import: who goes, and how many stay.
#[derive(Default)]
struct Sifted {
    removes: Vec<CustomerId>,
    stay: Stay,
}

/// How many stay, for which reason.
#[derive(Clone, Copy, Default)]
struct Stay {
    said_no: u64,
    worked_with: u64,
}

/// Says of each of these people who are not erased yet whether they go or stay. It is asked by the
/// dialog and by the undoing, so that both come to the same numbers.
async fn sift(scope: &Scope, id: ImportId, customers: &[CustomerId]) -> Result<Sifted> {
    let said_no = said_no(scope, customers).await?;
    let worked_with = store::import::worked_with(scope, id, customers).await?;
    let mut sifted = Sifted::default();
    for customer in store::customer::list_by_id(scope, customers).await? {
        let id = CustomerId(customer.id);
        if customer.erased_at.is_some() {
            continue;
        }
        if customer.withdrawn_at.is_some() || said_no.contains(&id) {
            sifted.stay.said_no += 1;
        } else if worked_with.contains(&id) {
            sifted.stay.worked_with += 1;
        } else {
            sifted.removes.push(id);
        }
    }
    Ok(sifted)
}

/// Those of these people on whom a mark stands, or who refused or withdrew anything.
async fn said_no(scope: &Scope, customers: &[CustomerId]) -> Result<BTreeSet<CustomerId>> {
    let marks = store::dnc::standing(scope, customers).await?.into_iter();
    let mut said_no: BTreeSet<CustomerId> = marks.map(|mark| mark.customer_id.into()).collect();
    for answer in store::consent::list(scope, customers).await? {
        let status = ConsentStatus::from_code(&answer.status);
        // What cannot be read could be a no.
        if answer.invalidated_at.is_none() && status.map_or(true, ConsentStatus::is_no) {
            said_no.insert(answer.customer_id.into());
        }
    }
    Ok(said_no)
}

fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
