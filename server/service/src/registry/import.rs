//! Putting a registry's files in force, for the whole installation.
//!
//! The file of the new index lies beside the one in force before anybody hears of it; the commit of
//! the row that names it is the moment from which it is asked. Whatever fails before leaves everything
//! as it was.

use std::path::PathBuf;

use chrono::NaiveDate;
use domain::{access::Right, event::Event, id::BusinessId, registry::Registry};
use store::{entity::registry_file, registry};

use super::{BytesRead, Draft, Extent, Index, Order, Refused, Unreadable, apply, load, shelf::tidy};
use crate::{
    Service,
    change::Outcome,
    ctx::Ctx,
    error::{Error, Result},
    import::acting,
};

/// Files as they were downloaded, which are to be put in force.
#[derive(Clone, Debug)]
pub struct Download {
    /// Whose they are.
    pub registry: Registry,
    /// The files: parts of one download.
    pub files: Vec<PathBuf>,
    /// What they hold.
    pub holds: Holds,
    /// The day of the download.
    pub downloaded_on: NaiveDate,
}

/// What downloaded files hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Every number, of the country or of areas.
    Everything(Extent),
    /// What changed since the download before.
    Changes,
}

/// What was put in force.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The file in force now.
    pub row: registry_file::Model,
    /// Whether it was in force before.
    pub was_in_force: bool,
    /// How many businesses ask it.
    pub businesses: usize,
}

/// Why files were not put in force. What was in force before still is.
#[derive(Debug, thiserror::Error)]
pub enum NotImported {
    /// The files cannot be taken.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The download would be of a day to come.
    #[error("the day of the download is in the future")]
    Future,
    /// A newer download is in force.
    #[error("a newer download is in force already, of {0}")]
    Older(NaiveDate),
    /// The record cannot be read or written.
    #[error("the record cannot be read or written")]
    Record(#[from] Error),
}

/// Puts files in force in place of those before. `read` hears of the bytes that were read.
///
/// # Errors
/// Fails with the first file and line that cannot be taken, and where another load of the registry has
/// not ended. What was in force then stays.
pub async fn import(
    service: &Service,
    download: Download,
    read: BytesRead,
) -> std::result::Result<Imported, NotImported> {
    let Some(folder) = service.shelf.folder().map(PathBuf::from) else {
        return Err(Error::Broken("no folder for the registries was named").into());
    };
    if download.downloaded_on > service.now().date_naive() {
        return Err(NotImported::Future);
    }
    let registry = download.registry;
    // Held to the end: what changes are applied to is what was in force when they began.
    let draft = Draft::begin(&folder, registry).map_err(|error| Refused::NotKept(error.into()))?;
    let draft = draft.ok_or(Refused::Busy)?;
    let before = registry::find_file(&service.db, registry).await.map_err(Error::from)?;
    if let Some(newer) = before.as_ref().filter(|before| before.downloaded_on > download.downloaded_on) {
        return Err(NotImported::Older(newer.downloaded_on));
    }
    let old = before.as_ref().map(|before| folder.join(&before.index_file));
    let downloaded_on = download.downloaded_on;
    let made = tokio::task::spawn_blocking(move || make(&download, old, &draft, &read).map(|index| (index, draft)));
    let (index, draft) = made.await.map_err(|_| Error::Broken("a load panicked"))??;
    let imported = put_in_force(service, index, before, downloaded_on).await;
    drop(draft);
    imported
}

fn make(
    download: &Download,
    old: Option<PathBuf>,
    draft: &Draft,
    read: &BytesRead,
) -> std::result::Result<Index, Refused> {
    match download.holds {
        Holds::Everything(extent) => {
            load(&Order { registry: download.registry, files: &download.files, extent }, draft, read)
        }
        Holds::Changes => {
            let none = || Refused::NoList(Unreadable::Io(std::io::ErrorKind::NotFound.into()));
            let before = Index::open(&old.ok_or_else(none)?, download.registry).map_err(Refused::NoList)?;
            apply(&download.files, before, draft, read)
        }
    }
}

async fn put_in_force(
    service: &Service,
    index: Index,
    before: Option<registry_file::Model>,
    downloaded_on: NaiveDate,
) -> std::result::Result<Imported, NotImported> {
    let row = row_of(&index, before.as_ref(), downloaded_on, service.now())?;
    if let Some(same) = before.as_ref().filter(|before| is_same(before, &row)) {
        // The file was written again, so one that was damaged is whole.
        return Ok(Imported { row: same.clone(), was_in_force: true, businesses: 0 });
    }
    // Another computer can have put one in force; the lock is this one's only.
    if !registry::put_file(&service.db, row.clone()).await.map_err(Error::from)? {
        return Err(Refused::Busy.into());
    }
    let registry = index.facts().registry;
    service.shelf.hold(&row, index);
    let kept: Vec<_> = before.iter().chain([&row]).map(|row| row.index_file.as_str()).collect();
    if let Some(Err(error)) = service.shelf.folder().map(|folder| tidy(folder, registry, &kept, service.now())) {
        tracing::warn!(error = &error as &dyn std::error::Error, "a former index of a registry could not be removed");
    }
    let businesses = tell_subscribers(service, registry, &row).await?;
    Ok(Imported { row, was_in_force: false, businesses })
}

fn is_same(before: &registry_file::Model, row: &registry_file::Model) -> bool {
    (&before.index_file, before.downloaded_on) == (&row.index_file, row.downloaded_on)
}

fn row_of(
    index: &Index,
    before: Option<&registry_file::Model>,
    downloaded_on: NaiveDate,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<registry_file::Model> {
    let facts = index.facts();
    let coverage = serde_json::to_value(&facts.coverage).map_err(|_| Error::Broken("a coverage cannot be written"))?;
    let numbers = i64::try_from(facts.numbers).map_err(|_| Error::Broken("there are more numbers than numbers"))?;
    Ok(registry_file::Model {
        registry: facts.registry.code(),
        version: before.map_or(1, |before| before.version + 1),
        index_file: index.file_name(),
        contents: facts.contents.to_string(),
        coverage,
        numbers,
        downloaded_on,
        loaded_at: now,
    })
}

/// Records in every business that subscribed that another file is in force, so that their audit logs
/// tell which file a decision asked, and their open pages ask again.
async fn tell_subscribers(service: &Service, registry: Registry, row: &registry_file::Model) -> Result<usize> {
    let mut told = 0;
    for business in service.db.every_business().await? {
        if subscribes(service, business, registry).await? {
            let (ctx, _) = acting(service, business, None).await?;
            tell(service, &ctx, registry, row).await?;
            told += 1;
        }
    }
    Ok(told)
}

async fn subscribes(service: &Service, business: BusinessId, registry: Registry) -> Result<bool> {
    let scope = service.db.read(business).await?;
    let own = registry::subscriptions(&scope).await?;
    Ok(own.iter().any(|own| own.registry == registry.code()))
}

async fn tell(service: &Service, ctx: &Ctx, registry: Registry, row: &registry_file::Model) -> Result<()> {
    let event = Event::RegistryLoaded {
        registry,
        downloaded_on: row.downloaded_on,
        numbers: row.numbers()?,
        sha256: row.contents.clone(),
    };
    let done = service.change(ctx, Right::Operate, event, |_, event| {
        let event = event.clone();
        Box::pin(async move { Ok(Outcome::one(event, ())) })
    });
    done.await.map(|done| done.value)
}
