//! The registries as pages show them: the installation's files and the business's subscriptions.

use chrono::NaiveDate;
use domain::{
    access::Right,
    registry::{Coverage, Registry},
    wire::registry::{Line, Registries},
};
use store::{
    Scope,
    entity::{registry_file, registry_subscription},
    registry,
};

use crate::{Service, country, ctx::Ctx, error::Result};

/// How many area codes are named one by one.
const NAMED: usize = 12;

/// What the operator has to do before a registry can be asked.
const NOT_LOADED: &str = "Not loaded: the operator of this installation does it, with ringfence import registry FILE";

/// The registry of the business's own country, each one that is loaded, and each one that it subscribed
/// to.
///
/// # Errors
/// Fails where the right is missing or the rows cannot be read.
pub async fn show(service: &Service, ctx: &Ctx) -> Result<Registries> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let lines = lines(&scope, service.now().date_naive()).await?;
    let choice = |line: &Line| (line.code.clone(), line.name.clone());
    let is_open = |line: &&Line| line.is_loaded && !line.is_subscribed;
    Ok(Registries {
        open: lines.iter().filter(is_open).map(choice).collect(),
        subscribed: lines.iter().filter(|line| line.is_subscribed).map(choice).collect(),
        lines,
        may_operate: ctx.may(Right::Operate),
    })
}

/// The same in a sentence for each registry.
pub(crate) async fn sentences(scope: &Scope, today: NaiveDate) -> Result<Vec<String>> {
    let sentence = |line: Line| {
        let Line { name, file, download, age, coverage, .. } = line;
        let parts = [file, download, age, coverage].into_iter().filter(|part| !part.is_empty());
        format!("{name}: {}", parts.collect::<Vec<_>>().join("; "))
    };
    Ok(lines(scope, today).await?.into_iter().map(sentence).collect())
}

/// The name of each registry that was subscribed to, with the age of its download.
pub(crate) async fn ages(scope: &Scope, today: NaiveDate) -> Result<Vec<(String, String)>> {
    let subscribed = lines(scope, today).await?.into_iter().filter(|line| line.is_subscribed);
    Ok(subscribed.map(|line| (line.name, line.age)).collect())
}

async fn lines(scope: &Scope, today: NaiveDate) -> Result<Vec<Line>> {
    let (files, own) = (registry::files(scope).await?, registry::subscriptions(scope).await?);
    let home = Registry::of_country(country::of_business(scope).await?);
    let mut known: Vec<Registry> = home.into_iter().collect();
    for code in files.iter().map(|file| &file.registry).chain(own.iter().map(|own| &own.registry)) {
        let registry = Registry::from_code(code).map_err(|_| store::StoreError::Garbled("registry"))?;
        if !known.contains(&registry) {
            known.push(registry);
        }
    }
    let line = |registry: Registry| {
        let code = registry.code();
        let file = files.iter().find(|file| file.registry == code);
        line(registry, file, own.iter().find(|own| own.registry == code), today)
    };
    known.into_iter().map(line).collect()
}

fn line(
    registry: Registry,
    file: Option<&registry_file::Model>,
    own: Option<&registry_subscription::Model>,
    today: NaiveDate,
) -> Result<Line> {
    let is_loaded = file.is_some();
    let (file, covered) = match file {
        None => (NOT_LOADED.to_owned(), None),
        Some(file) => {
            let numbers = grouped(file.numbers()?);
            (format!("File of {}, {numbers} numbers", day(file.downloaded_on)), Some(file.coverage()?))
        }
    };
    let download = match own {
        None => "Not subscribed: an owner or admin enters the subscription here".to_owned(),
        Some(own) => format!("Downloaded by {} on {}", own.organisation, day(own.downloaded_on)),
    };
    let coverage = match (covered, own.map(registry_subscription::Model::areas).transpose()?) {
        (Some(file), Some(own)) if file == own => format!("Covers {}", words(&own)),
        (Some(file), Some(own)) => {
            format!("Covers {} of your subscription, as far as the file has {}", words(&own), words(&file))
        }
        (Some(file), None) => format!("The file covers {}", words(&file)),
        (None, Some(own)) => format!("Subscribed for {}", words(&own)),
        (None, None) => String::new(),
    };
    Ok(Line {
        code: registry.code(),
        name: registry.label(),
        file,
        download,
        age: own.map(|own| age(registry, own.downloaded_on, today)).unwrap_or_default(),
        coverage,
        is_loaded,
        is_subscribed: own.is_some(),
    })
}

/// How old a download is, and for how long it may be used.
fn age(registry: Registry, downloaded_on: NaiveDate, today: NaiveDate) -> String {
    let days = (today - downloaded_on).num_days();
    let old = match days {
        1 => "1 day old".to_owned(),
        days => format!("{days} days old"),
    };
    match registry.fresh_for().map(|length| length.num_days()) {
        Some(most) if days >= most => format!("{old}: too old, it may be used for {most} days"),
        Some(most) => format!("{old}, may be used for {most} days"),
        None => old,
    }
}

fn words(coverage: &Coverage) -> String {
    match coverage {
        Coverage::National => "the whole country".to_owned(),
        Coverage::Areas(areas) if areas.len() > NAMED => format!("{} area codes", areas.len()),
        Coverage::Areas(areas) => {
            let codes: Vec<_> = areas.iter().map(ToString::to_string).collect();
            format!("area codes {}", codes.join(", "))
        }
    }
}

fn day(on: NaiveDate) -> String {
    on.format("%-d %B %Y").to_string()
}

/// A number with a comma between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let parts: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    parts.join(",")
}
