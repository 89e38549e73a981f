//! Doing what a list says: chunk by chunk, so that nothing waits for the whole of it.

use domain::{
    access::{Right, Role},
    actor::Actor,
    event::Event,
    id::{ImportId, MemberId},
    topic::Channel,
    wire::import::{Report, Status},
};
use store::{entity::import_run, member};

use super::{
    dry_run::{people, refuse},
    known::{Ground, Verdict, closes, hashed},
    list::List,
    save,
    stretch::{Stretch, read},
    tally,
    upload::forget_interrupted,
};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
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

/// A run that has begun.
pub(super) struct Begun {
    /// Its row, as it was written last.
    run: import_run::Model,
    /// As whom the rows are saved.
    ctx: Ctx,
    /// Who started it, to be asked for their right again with each chunk.
    by: Option<MemberId>,
}

impl Begun {
    /// The run's identifier.
    pub(super) fn id(&self) -> ImportId {
        self.run.id.into()
    }
}

/// Imports a list. People who are on file already are known again, so a run that broke off is
/// finished by running it again.
///
/// # Errors
/// Fails where the right is missing, the file is no list, or the record cannot be written. What
/// was saved before stays.
pub async fn run(service: &Service, ctx: &Ctx, list: &List, told: impl FnMut(Progress)) -> Result<Report> {
    list.look().await?;
    let begun = begin(service, ctx, list).await?;
    carry_out(service, begun, list, told).await
}

/// Records that a run began.
pub(super) async fn begin(service: &Service, ctx: &Ctx, list: &List) -> Result<Begun> {
    let columns = list.look().await?.columns;
    let mapping = columns.into_iter().map(|column| serde_json::json!(column.target)).collect();
    let input = (list.name.clone(), mapping);
    let done = service.change(ctx, Right::Curate, input, |tx, (name, mapping)| {
        Box::pin(async move {
            let id: ImportId = tx.id();
            let run = import_run::Model {
                business_id: tx.business().0,
                id: id.0,
                file_name: name.clone(),
                status: Status::Running.code().to_owned(),
                mapping: serde_json::Value::clone(mapping),
                rows: 0,
                added: 0,
                changed: 0,
                unchanged: 0,
                refused: 0,
                report: serde_json::json!({}),
                actor_kind: tx.ctx.actor.kind().to_owned(),
                actor_id: tx.ctx.actor.id(),
                started_at: tx.now,
                finished_at: None,
            };
            store::import::insert(tx.scope, run.clone()).await?;
            Ok(Outcome::one(Event::ImportStarted { import: id, file: name.clone() }, run))
        })
    });
    let run = done.await?.value;
    let role = if ctx.actor == Actor::Operator { Some(Role::Owner) } else { ctx.role };
    let ctx_of_run = Ctx { actor: Actor::Import(run.id.into()), role, ..ctx.clone() };
    Ok(Begun { run, ctx: ctx_of_run, by: ctx.member() })
}

/// Saves every row, and records how it ended.
pub(super) async fn carry_out(
    service: &Service,
    mut begun: Begun,
    list: &List,
    told: impl FnMut(Progress),
) -> Result<Report> {
    let mut report = Report::default();
    let saved = save_all(service, &mut begun, list, &mut report, told).await;
    let status = if saved.is_ok() && !report.broken_off { Status::Finished } else { Status::Failed };
    let run = in_row(&begun.run, &report);
    end(service, &begun.ctx, run, status, Some(report.clone())).await?;
    saved.map(|()| report)
}

async fn save_all(
    service: &Service,
    begun: &mut Begun,
    list: &List,
    report: &mut Report,
    mut told: impl FnMut(Progress),
) -> Result<()> {
    let of = list.bytes();
    let mut stretches = read(list, service.now().date_naive());
    while let Some(stretch) = stretches.recv().await {
        let stretch = stretch?;
        let bytes = stretch.bytes;
        let chunk = Chunk { stretch, before: in_row(&begun.run, report), by: begun.by };
        let done = service.change(&begun.ctx, Right::Curate, chunk, |tx, chunk| Box::pin(save_chunk(tx, chunk)));
        tally::add(report, done.await?.value);
        told(Progress { bytes, of, rows: report.rows });
    }
    Ok(())
}

/// One change of a run.
struct Chunk {
    stretch: Stretch,
    /// The run's row before it.
    before: import_run::Model,
    by: Option<MemberId>,
}

async fn save_chunk(tx: Tx<'_>, chunk: &Chunk) -> Result<Outcome<Report>> {
    still_may(tx, chunk.by).await?;
    let people: Vec<_> = people(&chunk.stretch.lines).collect();
    let rows = hashed(tx.scope, tx.keys, &people)?;
    let mut ground = Ground::read(tx.scope, &rows, tx.now).await?;
    let mut report = Report::default();
    refuse(&mut report, &chunk.stretch.lines);
    let mut events = Vec::new();
    for row in &rows {
        let verdict = ground.judge(row);
        tally::count(&mut report, &ground, row, &verdict);
        let mut customer = None;
        match &verdict {
            Verdict::Add => {
                let (id, happened) = save::add(tx, chunk.before.id.into(), row).await?;
                customer = Some(id);
                events.extend(happened);
            }
            Verdict::Close(channels) => {
                let known = ground.of(row).ok_or(Error::Broken("somebody on file is not known"))?;
                let id = known.customer.ok_or(Error::Broken("somebody on file has no identifier"))?;
                events.extend(save::close(tx, id, known, channels).await?);
            }
            Verdict::Nothing | Verdict::SaidNo => {}
        }
        if !matches!(verdict, Verdict::Add) && closes(row.row).contains(&Channel::Call) {
            events.extend(save::list_numbers(tx, row.row).await?);
        }
        ground.note(row, &verdict, customer);
    }
    if !events.is_empty() {
        store::import::update(tx.scope, in_row(&chunk.before, &report)).await?;
    }
    Ok(Outcome::many(events, report))
}

/// A member whose right was taken away while their import runs imports nothing more.
async fn still_may(tx: Tx<'_>, by: Option<MemberId>) -> Result<()> {
    let Some(by) = by else { return Ok(()) };
    let member = member::find(tx.scope, by).await?.filter(|member| member.disabled_at.is_none());
    let role = member.and_then(|member| Role::from_code(&member.role).ok()).ok_or(Error::SignedOut)?;
    if role.may(Right::Curate) { Ok(()) } else { Err(Error::Forbidden) }
}

/// The run's row with more counts.
fn in_row(run: &import_run::Model, more: &Report) -> import_run::Model {
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    import_run::Model {
        rows: run.rows + count(more.rows),
        added: run.added + count(more.added),
        changed: run.changed + count(more.changed),
        unchanged: run.unchanged + count(more.unchanged),
        refused: run.refused + count(more.refused),
        ..run.clone()
    }
}

async fn end(
    service: &Service,
    ctx: &Ctx,
    mut run: import_run::Model,
    status: Status,
    report: Option<Report>,
) -> Result<()> {
    status.code().clone_into(&mut run.status);
    if let Some(report) = report {
        run.report = serde_json::to_value(report).map_err(|_| Error::Broken("a report cannot be written"))?;
    }
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
            store::import::update(tx.scope, run).await?;
            Ok(Outcome::one(ended, ()))
        })
    });
    done.await.map(|done| done.value)
}

/// Ends the runs that a server which stopped has left behind, and takes their lists away. A run of
/// another process that is still under way says so again with its next chunk.
///
/// # Errors
/// Fails where the record cannot be read or written.
pub async fn end_interrupted(service: &Service) -> Result<()> {
    forget_interrupted(service);
    for business in service.db.every_business().await? {
        let scope = service.db.read(business).await?;
        let runs = store::import::list_by_status(&scope, Status::Running.code()).await?;
        drop(scope);
        let ctx = Ctx { business, actor: Actor::System, role: None, request: service.new_request(), session: None };
        for run in runs {
            end(service, &ctx, run, Status::Failed, None).await?;
        }
    }
    Ok(())
}
