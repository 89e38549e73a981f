//! Dates without calls, everywhere or in one country.

use chrono::NaiveDate;
use domain::{
    access::Right,
    country::Country,
    error::{Problem, Problems},
    event::Event,
    hours::Holiday,
    id::HolidayId,
    text::Line,
    wire::setting::{
        params::{AddHoliday, RemoveHoliday},
        preview::Preview,
    },
};
use store::{entity::holiday as row, setting};

use super::effect::{self, Look, Settings};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// How many dates a business may have at once: enough for ten years in ten countries.
const MOST: usize = 2_000;

/// A date without calls, read.
struct Named {
    on: NaiveDate,
    country: Option<Country>,
    name: Line,
}

/// Adds a date without calls. It counts where the customer is, by the date on their clock.
pub async fn add_holiday(service: &Service, ctx: &Ctx, typed: AddHoliday) -> Result<()> {
    let named = read(&typed)?;
    let done = service.change(ctx, Right::Operate, named, |tx, named| Box::pin(add(tx, named)));
    done.await.map(|done| done.value)
}

/// What [`add_holiday`] would do.
pub async fn preview_holiday(service: &Service, ctx: &Ctx, typed: AddHoliday) -> Result<Preview> {
    ctx.require(Right::Operate)?;
    let named = read(&typed)?;
    let scope = service.db.read(ctx.business).await?;
    let mut proposed = Settings::saved(&scope).await?;
    let added = Holiday { on: named.on, country: named.country };
    let changes = !proposed.holidays.contains(&added);
    proposed.holidays.push(added);
    let look = Look::day(&proposed, named.on)?;
    Ok(Preview { changes, ..effect::of(service, &scope, &proposed, &look).await? })
}

fn read(typed: &AddHoliday) -> Result<Named> {
    let mut problems = Problems::default();
    let on = problems.take("on", day(&typed.on));
    let name = problems.take("name", Line::required(&typed.name, "the name of the holiday"));
    let country = match typed.country.trim() {
        "" => None,
        code => problems.take("country", Country::parse(code)),
    };
    problems.none()?;
    let (Some(on), Some(name)) = (on, name) else { return Err(Error::Broken("a problem was not noted")) };
    Ok(Named { on, country, name })
}

/// Reads a day.
pub(crate) fn day(typed: &str) -> std::result::Result<NaiveDate, Problem> {
    let years = 1970..=9999;
    let read = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d").ok();
    let read = read.filter(|day| years.contains(&chrono::Datelike::year(day)));
    read.ok_or_else(|| Problem::Other("Enter a day like 2026-12-25".into()))
}

async fn add(tx: Tx<'_>, named: &Named) -> Result<Outcome<()>> {
    let existing = setting::holidays(tx.scope).await?;
    let country = named.country.map(|country| country.code().to_owned());
    if existing.iter().any(|other| other.on_date == named.on && other.country == country) {
        return Err(Error::field(
            "on",
            Problem::Other("There is a holiday on this day already. Remove it first".into()),
        ));
    }
    if existing.len() >= MOST {
        return Err(Error::field("on", Problem::Other("Remove holidays that are over before you add more".into())));
    }
    let id: HolidayId = tx.id();
    let row =
        row::Model { business_id: tx.business().0, id: id.0, on_date: named.on, country, name: named.name.to_string() };
    setting::insert_holiday(tx.scope, row).await?;
    let (on, country, name) = (named.on, named.country, named.name.to_string());
    Ok(Outcome::one(Event::HolidayAdded { holiday: id, on, country, name }, ()))
}

/// Makes a date an ordinary day again.
pub async fn remove_holiday(service: &Service, ctx: &Ctx, typed: RemoveHoliday) -> Result<()> {
    let holiday: HolidayId = typed.holiday.parse().map_err(|_| Error::NotFound)?;
    let done = service.change(ctx, Right::Operate, holiday, |tx, holiday| Box::pin(remove(tx, *holiday)));
    done.await.map(|done| done.value)
}

/// What [`remove_holiday`] would do.
pub async fn preview_without_holiday(service: &Service, ctx: &Ctx, typed: RemoveHoliday) -> Result<Preview> {
    ctx.require(Right::Operate)?;
    let holiday: HolidayId = typed.holiday.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let found = setting::find_holiday(&scope, holiday).await?.ok_or(Error::NotFound)?.holiday()?;
    let mut proposed = Settings::saved(&scope).await?;
    proposed.holidays.retain(|holiday| *holiday != found);
    let look = Look::day(&proposed, found.on)?;
    Ok(Preview { changes: true, ..effect::of(service, &scope, &proposed, &look).await? })
}

async fn remove(tx: Tx<'_>, holiday: HolidayId) -> Result<Outcome<()>> {
    let found = setting::find_holiday(tx.scope, holiday).await?.ok_or(Error::NotFound)?;
    let country = found.country()?;
    setting::delete_holiday(tx.scope, holiday).await?;
    Ok(Outcome::one(Event::HolidayRemoved { holiday, on: found.on_date, country, name: found.name }, ()))
}
