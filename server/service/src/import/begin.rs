//! How a run begins, or goes on where it stopped.

use std::{
    fs::File,
    io::{self, Read as _},
    path::PathBuf,
};

use domain::{
    access::{Right, Role},
    actor::Actor,
    country::Country,
    event::Event,
    id::{ImportId, MemberId},
    import::column::Target,
    wire::import::{Report, Status},
};
use sha2::{Digest as _, Sha256};
use store::entity::import_run;

use super::{
    list::{List, choices, reading},
    read::Unusable,
    remember,
    sniff::PIECE,
};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// A run that has begun, or goes on.
pub(super) struct Begun {
    /// Its row, as it was written last.
    pub(super) run: import_run::Model,
    /// What it did so far.
    pub(super) report: Report,
    /// As whom the rows are saved.
    pub(super) ctx: Ctx,
    /// Who started it, to be asked for their right again with each chunk.
    pub(super) by: Option<MemberId>,
}

impl Begun {
    /// A run that whoever asks begins, or lets go on.
    pub(super) fn by(ctx: &Ctx, run: import_run::Model) -> Result<Self> {
        let role = if matches!(ctx.actor, Actor::Operator | Actor::System) { Some(Role::Owner) } else { ctx.role };
        let ctx_of_run = Ctx { actor: Actor::Import(run.id.into()), role, ..ctx.clone() };
        Ok(Self { report: so_far(&run)?, run, ctx: ctx_of_run, by: ctx.member() })
    }

    /// The run's identifier.
    pub(super) fn id(&self) -> ImportId {
        self.run.id.into()
    }
}

/// Records that a run of this list begins, or that one which stopped goes on. `upload` is the name
/// under which the list waits, where it was uploaded.
pub(super) async fn begin(service: &Service, ctx: &Ctx, list: &List, upload: Option<&str>) -> Result<Begun> {
    ctx.require(Right::Curate)?;
    let listed = list.look().await?;
    let mapping: Vec<_> = listed.columns.iter().map(|column| serde_json::json!(column.target)).collect();
    let input = Input {
        mapping: mapping.into(),
        name: list.name.clone(),
        reading: serde_json::to_value(reading(&listed)).map_err(|_| Error::Broken("a reading cannot be written"))?,
        country: list.country,
        list_hash: hash(service, ctx, list).await?,
        upload: upload.map(str::to_owned),
        size: i64::try_from(list.bytes()).unwrap_or(i64::MAX),
        remembered: remember::of(service, ctx, &listed)?,
    };
    let done = service.change(ctx, Right::Curate, input, |tx, input| Box::pin(record(tx, input)));
    Begun::by(ctx, done.await?.value)
}

/// The run of this list that stopped before its end, and how many rows it had done.
///
/// # Errors
/// Fails where the file is no list, or the record cannot be read.
pub async fn unfinished(service: &Service, ctx: &Ctx, list: &List) -> Result<Option<u64>> {
    ctx.require(Right::Curate)?;
    let listed = list.look().await?;
    let mapping: Vec<_> = listed.columns.iter().map(|column| serde_json::json!(column.target)).collect();
    let hash = hash(service, ctx, list).await?;
    let scope = service.db.read(ctx.business).await?;
    let runs = store::import::list_unfinished(&scope, &hash).await?.into_iter();
    let run = runs.into_iter().find(|run| is_same(run, &mapping.clone().into(), list.country));
    Ok(run.and_then(|run| u64::try_from(run.rows).ok()))
}

struct Input {
    name: String,
    mapping: serde_json::Value,
    reading: serde_json::Value,
    country: Country,
    list_hash: String,
    upload: Option<String>,
    size: i64,
    remembered: Option<store::entity::import_mapping::Model>,
}

async fn record(tx: Tx<'_>, input: &Input) -> Result<Outcome<import_run::Model>> {
    if let Some(remembered) = &input.remembered {
        store::import::keep_mapping(tx.scope, remembered.clone()).await?;
    }
    let stopped = store::import::list_unfinished(tx.scope, &input.list_hash).await?.into_iter();
    match stopped.into_iter().find(|run| is_same(run, &input.mapping, input.country)) {
        Some(run) => go_on(tx, run, input.upload.clone()).await,
        None => start(tx, input).await,
    }
}

/// Whether a run did with this list what is asked for now.
fn is_same(run: &import_run::Model, mapping: &serde_json::Value, country: Country) -> bool {
    run.mapping == *mapping && run.country.as_deref() == Some(country.code())
}

async fn start(tx: Tx<'_>, input: &Input) -> Result<Outcome<import_run::Model>> {
    let id: ImportId = tx.id();
    let run = import_run::Model {
        business_id: tx.business().0,
        id: id.0,
        file_name: input.name.clone(),
        status: Status::Running.code().to_owned(),
        mapping: input.mapping.clone(),
        rows: 0,
        added: 0,
        changed: 0,
        unchanged: 0,
        refused: 0,
        report: serde_json::json!({}),
        reading: Some(input.reading.clone()),
        country: Some(input.country.code().to_owned()),
        list_hash: Some(input.list_hash.clone()),
        upload: input.upload.clone(),
        bytes: 0,
        size: input.size,
        removed: 0,
        said_no: 0,
        worked_with: 0,
        actor_kind: tx.ctx.actor.kind().to_owned(),
        actor_id: tx.ctx.actor.id(),
        started_at: tx.now,
        finished_at: None,
    };
    store::import::insert(tx.scope, run.clone()).await?;
    Ok(Outcome::one(Event::ImportStarted { import: id, file: input.name.clone() }, run))
}

/// Lets a run that stopped go on, behind the rows that it has done.
pub(super) async fn go_on(
    tx: Tx<'_>,
    run: import_run::Model,
    upload: Option<String>,
) -> Result<Outcome<import_run::Model>> {
    let rows = run.rows;
    let status = Status::Running.code().to_owned();
    let run = import_run::Model { status, upload: upload.or(run.upload), finished_at: None, ..run };
    if !store::import::update(tx.scope, run.clone(), rows).await? {
        return Err(Error::Stale);
    }
    let resumed = Event::ImportResumed { import: run.id.into(), rows: u64::try_from(rows).unwrap_or_default() };
    Ok(Outcome::one(resumed, run))
}

/// What a run did so far.
pub(super) fn so_far(run: &import_run::Model) -> Result<Report> {
    serde_json::from_value(run.report.clone()).map_err(|_| Error::Broken("the report of a run cannot be read"))
}

/// The list of a run, in the way in which it was read.
pub(super) fn list_of(run: &import_run::Model, path: PathBuf) -> Result<List> {
    let unread = || Error::Broken("a run does not say how its list is read");
    let mapping: Vec<Target> = serde_json::from_value(run.mapping.clone()).map_err(|_| unread())?;
    let reading = run.reading.clone().ok_or_else(unread)?;
    let reading = serde_json::from_value(reading).map_err(|_| unread())?;
    let country = run.country.as_deref().ok_or_else(unread)?;
    let country = Country::parse(country).map_err(|_| unread())?;
    Ok(List { path, name: run.file_name.clone(), choices: choices(&reading), mapping: Some(mapping), country })
}

/// The keyed hash of everything in the file.
async fn hash(service: &Service, ctx: &Ctx, list: &List) -> Result<String> {
    let path = list.path.clone();
    let hashed = tokio::task::spawn_blocking(move || digest(File::open(path)?));
    let hashed = hashed.await.map_err(|_| Error::Broken("hashing a list panicked"))?;
    let hashed = hashed.map_err(|error| Error::from(Unusable::from(error)))?;
    Ok(service.keys.hash_contact(ctx.business, "list", &hashed)?.to_string())
}

/// The SHA-256 of a file of any size, as text.
fn digest(mut file: File) -> io::Result<String> {
    let mut digest = Sha256::new();
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(format!("{:?}", digest.finalize().as_slice()));
        }
        digest.update(&piece[..read]);
    }
}
