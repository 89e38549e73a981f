//! A business's own subscription to a registry: as which organisation, of which day, for which areas.
//!
//! The file is the installation's; who may ask it is the business's own affair with the registry. What
//! it says of itself decides calls, so it is recorded like any other change.

use chrono::NaiveDate;
use domain::{
    access::Right,
    error::{Problem, Problems},
    event::Event,
    registry::{Coverage, Registry},
    text::Line,
    wire::registry::params::{End, Renew, Subscribe},
};
use store::{
    entity::{registry_file, registry_subscription as row},
    registry,
};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    setting::day,
};

/// What is typed about a download, read.
struct Download {
    registry: Registry,
    downloaded_on: NaiveDate,
    areas: Coverage,
}

/// Subscribes to a registry whose file the operator loaded.
///
/// # Errors
/// Fails with each field that cannot be taken: a registry that is not loaded or already subscribed to,
/// a day that is to come or later than the file's own, areas of another country.
pub async fn subscribe(service: &Service, ctx: &Ctx, typed: Subscribe) -> Result<()> {
    let mut problems = Problems::default();
    let registry = problems.take("registry", Registry::from_code(&typed.registry));
    let organisation = problems.take("organisation", Line::required(&typed.organisation, "the organisation"));
    let download = download(&mut problems, registry, &typed.downloaded_on, &typed.areas);
    problems.none()?;
    let (Some(download), Some(organisation)) = (download, organisation) else {
        return Err(Error::Broken("a problem was not noted"));
    };
    let work = service.change(ctx, Right::Operate, (download, organisation), |tx, (download, organisation)| {
        Box::pin(begin(tx, download, organisation))
    });
    work.await.map(|done| done.value)
}

/// Enters a newer download, or other areas.
///
/// # Errors
/// Fails as [`subscribe`] does, and where there is no subscription.
pub async fn renew(service: &Service, ctx: &Ctx, typed: Renew) -> Result<()> {
    let mut problems = Problems::default();
    let registry = problems.take("registry", Registry::from_code(&typed.registry));
    let download = download(&mut problems, registry, &typed.downloaded_on, &typed.areas);
    problems.none()?;
    let download = download.ok_or(Error::Broken("a problem was not noted"))?;
    let work = service.change(ctx, Right::Operate, download, |tx, download| Box::pin(go_on(tx, download)));
    work.await.map(|done| done.value)
}

/// Ends a subscription: offers to its numbers are blocked from then on where their registry must be asked.
///
/// # Errors
/// Fails with [`Error::NotFound`] where there is none.
pub async fn end(service: &Service, ctx: &Ctx, typed: End) -> Result<()> {
    let registry = Registry::from_code(&typed.registry).map_err(|_| Error::NotFound)?;
    let work = service.change(ctx, Right::Operate, registry, |tx, registry| Box::pin(stop(tx, *registry)));
    work.await.map(|done| done.value)
}

fn download(problems: &mut Problems, registry: Option<Registry>, on: &str, areas: &str) -> Option<Download> {
    let downloaded_on = problems.take("downloaded_on", day(on));
    let areas = registry.map_or(Ok(Coverage::National), |registry| registry.read_areas(areas));
    let areas = problems.take("areas", areas);
    Some(Download { registry: registry?, downloaded_on: downloaded_on?, areas: areas? })
}

async fn begin(tx: Tx<'_>, download: &Download, organisation: &Line) -> Result<Outcome<()>> {
    if registry::find_subscription(tx.scope, download.registry).await?.is_some() {
        return Err(refused("registry", "You are subscribed to it. Enter the newer download, or end it first"));
    }
    fits_the_file(tx, download).await?;
    put(tx, download, organisation.to_string()).await?;
    let Download { registry, downloaded_on, areas } = download;
    let event = Event::RegistrySubscribed {
        registry: *registry,
        organisation: organisation.to_string(),
        downloaded_on: *downloaded_on,
        areas: areas.clone(),
    };
    Ok(Outcome::one(event, ()))
}

async fn go_on(tx: Tx<'_>, download: &Download) -> Result<Outcome<()>> {
    let own = registry::find_subscription(tx.scope, download.registry).await?;
    let own = own.ok_or(Error::NotFound)?;
    fits_the_file(tx, download).await?;
    let (from, areas_from) = (own.downloaded_on, own.areas()?);
    let Download { registry, downloaded_on, areas } = download;
    if (from, &areas_from) == (*downloaded_on, areas) {
        return Ok(Outcome::Unchanged(()));
    }
    put(tx, download, own.organisation).await?;
    let event = Event::RegistryRenewed {
        registry: *registry,
        from,
        downloaded_on: *downloaded_on,
        areas_from,
        areas: areas.clone(),
    };
    Ok(Outcome::one(event, ()))
}

async fn stop(tx: Tx<'_>, registry: Registry) -> Result<Outcome<()>> {
    registry::find_subscription(tx.scope, registry).await?.ok_or(Error::NotFound)?;
    registry::delete_subscription(tx.scope, registry).await?;
    Ok(Outcome::one(Event::RegistryEnded { registry }, ()))
}

/// A download is of a day that was, and no newer than the file that is asked in its place.
async fn fits_the_file(tx: Tx<'_>, download: &Download) -> Result<()> {
    let files = registry::files(tx.scope).await?;
    let code = download.registry.code();
    let file: Option<&registry_file::Model> = files.iter().find(|file| file.registry == code);
    let file = file.ok_or_else(|| {
        refused("registry", "The operator of this installation has not loaded it: ringfence import registry FILE")
    })?;
    if download.downloaded_on > tx.now.date_naive() {
        return Err(refused("downloaded_on", "This day is to come. Enter the day of the download"));
    }
    if download.downloaded_on > file.downloaded_on {
        let day = file.downloaded_on.format("%-d %B %Y");
        let why = format!(
            "The file here was downloaded on {day}. Enter that day or an earlier one, or have a newer file loaded"
        );
        return Err(refused("downloaded_on", &why));
    }
    Ok(())
}

async fn put(tx: Tx<'_>, download: &Download, organisation: String) -> Result<()> {
    let areas = serde_json::to_value(&download.areas).map_err(|_| Error::Broken("a coverage cannot be written"))?;
    let row = row::Model {
        business_id: tx.business().0,
        registry: download.registry.code(),
        organisation,
        downloaded_on: download.downloaded_on,
        areas,
        set_at: tx.now,
        set_by_kind: tx.ctx.actor.kind().to_owned(),
        set_by_id: tx.ctx.actor.id(),
    };
    Ok(registry::put_subscription(tx.scope, row).await?)
}

fn refused(field: &str, why: &str) -> Error {
    Error::field(field, Problem::Other(why.to_owned()))
}
