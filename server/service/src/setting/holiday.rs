//! Dates without calls, everywhere or in one country.

use chrono::NaiveDate;
use domain::{
    access::Right,
    country::Country,
    error::{Problem, Problems},
    event::Event,
    id::HolidayId,
    text::Line,
    wire::setting::params::{AddHoliday, RemoveHoliday},
};
use store::{entity::holiday as row, setting};

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
    let mut problems = Problems::default();
    let on = problems.take("on", day(&typed.on));
    let name = problems.take("name", Line::required(&typed.name, "the name of the holiday"));
    let country = match typed.country.trim() {
        "" => None,
        code => problems.take("country", Country::parse(code)),
    };
    problems.none()?;
    let (Some(on), Some(name)) = (on, name) else { return Err(Error::Broken("a problem was not noted")) };
    let named = Named { on, country, name };
    let done = service.change(ctx, Right::Operate, named, |tx, named| Box::pin(add(tx, named)));
    done.await.map(|done| done.value)
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

async fn remove(tx: Tx<'_>, holiday: HolidayId) -> Result<Outcome<()>> {
    let found = setting::find_holiday(tx.scope, holiday).await?.ok_or(Error::NotFound)?;
    let country = found.country()?;
    setting::delete_holiday(tx.scope, holiday).await?;
    Ok(Outcome::one(Event::HolidayRemoved { holiday, on: found.on_date, country, name: found.name }, ()))
}
