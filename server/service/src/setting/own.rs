//! Who the business is: its name, its country, where its days begin, and in which language it writes.

use domain::{
    access::Right,
    country::Country,
    error::Problems,
    event::Event,
    hours::TimeZone,
    language::Language,
    setting::Setting,
    text::CompanyName,
    wire::setting::{params::Business, preview::Preview},
};
use store::{business, entity::business as row};

use super::{
    changed,
    effect::{self, Look, Settings},
};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// What the ledger says where the business follows its country.
const OF_THE_COUNTRY: &str = "that_of_the_country";

/// What was typed, read.
struct Chosen {
    name: CompanyName,
    country: Country,
    time_zone: Option<TimeZone>,
    language: Option<Language>,
}

/// Sets who the business is.
pub async fn set_business(service: &Service, ctx: &Ctx, typed: Business) -> Result<()> {
    let chosen = read(&typed)?;
    let done = service.change(ctx, Right::Operate, chosen, |tx, chosen| Box::pin(set(tx, chosen)));
    done.await.map(|done| done.value)
}

/// What [`set_business`] would do.
pub async fn preview_business(service: &Service, ctx: &Ctx, typed: Business) -> Result<Preview> {
    ctx.require(Right::Operate)?;
    let chosen = read(&typed)?;
    let scope = service.db.read(ctx.business).await?;
    let mut proposed = Settings::saved(&scope).await?;
    let changes = !apply(&mut proposed.business, &chosen).is_empty();
    Ok(Preview { changes, ..effect::of(service, &scope, &proposed, &Look::Purposes).await? })
}

fn read(typed: &Business) -> Result<Chosen> {
    let mut problems = Problems::default();
    let name = problems.take("business_name", CompanyName::required(&typed.business_name, "the name of your business"));
    let country = problems.take("business_country", Country::parse(&typed.business_country));
    let time_zone = match typed.time_zone.trim() {
        "" => None,
        name => problems.take("time_zone", TimeZone::parse(name)),
    };
    let language = problems.take("language", Language::optional(&typed.language)).flatten();
    problems.none()?;
    let (Some(name), Some(country)) = (name, country) else { return Err(Error::Broken("a problem was not noted")) };
    Ok(Chosen { name, country, time_zone, language })
}

async fn set(tx: Tx<'_>, chosen: &Chosen) -> Result<Outcome<()>> {
    let mut found = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let events = apply(&mut found, chosen);
    business::update(tx.scope, found).await?;
    Ok(Outcome::many(events, ()))
}

fn apply(found: &mut row::Model, chosen: &Chosen) -> Vec<Event> {
    let (name, country) = (chosen.name.to_string(), chosen.country.code().to_owned());
    let time_zone = chosen.time_zone.as_ref().map(|zone| zone.as_str().to_owned());
    let language = chosen.language.map(|language| language.code().to_owned());
    let or_country = |chosen: &Option<String>| chosen.clone().unwrap_or_else(|| OF_THE_COUNTRY.to_owned());
    let renamed = Event::BusinessRenamed { from: found.name.clone(), to: name.clone() };
    let events = [
        (found.name != name).then_some(renamed),
        changed(Setting::Country, &found.country, &country),
        changed(Setting::TimeZone, or_country(&found.time_zone), or_country(&time_zone)),
        changed(Setting::Language, or_country(&found.language), or_country(&language)),
    ];
    found.name = name;
    found.country = country;
    found.time_zone = time_zone;
    found.language = language;
    events.into_iter().flatten().collect()
}
