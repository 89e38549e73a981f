//! Editing a customer's details and contact points.

use domain::{
    access::Right,
    country::Country,
    email::Email,
    error::{Problem, Problems},
    event::{Change, Event, PointKind},
    hours::{TimeZone, common_zones},
    id::{ContactPointId, CustomerId},
    language::Language,
    phone::parse,
    text::{CompanyName, FullName, Line, Note},
    wire::customer::{AddPoint, Edit, EditForm, RetirePoint},
};
use store::{business, customer, entity::customer as row};

use super::{
    new::{NewPhone, added, email_row, phone_row},
    shown::shown_points,
    visible,
};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    dnc,
    error::{Error, Result},
};

/// The form as it is opened.
pub async fn edit_form(service: &Service, ctx: &Ctx, customer: &str) -> Result<EditForm> {
    ctx.require(Right::Work)?;
    let id: CustomerId = customer.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let found = visible(&scope, id).await?;
    Ok(EditForm {
        points: shown_points(service, &scope, id).await?,
        zones: common_zones().iter().map(|zone| (*zone).to_owned()).collect(),
        edit: Edit {
            customer: id.to_string(),
            revision: found.revision,
            name: found.full_name.unwrap_or_default(),
            company: found.company.unwrap_or_default(),
            address_line: found.address_line.unwrap_or_default(),
            city: found.city.unwrap_or_default(),
            region: found.region.unwrap_or_default(),
            postal_code: found.postal_code.unwrap_or_default(),
            language: Some(found.language.unwrap_or_default()),
            time_zone: found.time_zone.unwrap_or_default(),
            note: found.note.unwrap_or_default(),
        },
    })
}

/// What a form says about the language.
enum Spoken {
    /// Nothing.
    AsBefore,
    /// It is this one, or not known.
    Chosen(Option<Language>),
}

/// The details, read.
pub(super) struct Details {
    customer: CustomerId,
    revision: i32,
    name: FullName,
    company: Option<CompanyName>,
    address_line: Option<Line>,
    city: Option<Line>,
    region: Option<Line>,
    postal_code: Option<Line>,
    language: Spoken,
    time_zone: Option<TimeZone>,
    note: Option<Note>,
}

pub(super) fn read(edit: &Edit) -> Result<Details> {
    let customer = edit.customer.parse().map_err(|_| Error::NotFound)?;
    let mut problems = Problems::default();
    let name = problems.take("name", FullName::required(&edit.name, "the full name"));
    let company = problems.take("company", CompanyName::optional(&edit.company)).flatten();
    let address_line = problems.take("address_line", Line::optional(&edit.address_line)).flatten();
    let city = problems.take("city", Line::optional(&edit.city)).flatten();
    let region = problems.take("region", Line::optional(&edit.region)).flatten();
    let postal_code = problems.take("postal_code", Line::optional(&edit.postal_code)).flatten();
    let language = match &edit.language {
        None => Spoken::AsBefore,
        Some(typed) => Spoken::Chosen(problems.take("language", Language::optional(typed)).flatten()),
    };
    let time_zone = problems.take("time_zone", optional_zone(&edit.time_zone)).flatten();
    let note = problems.take("note", Note::optional(&edit.note)).flatten();
    problems.none()?;
    let name = name.ok_or(Error::Broken("a problem was not noted"))?;
    let revision = edit.revision;
    Ok(Details {
        customer,
        revision,
        name,
        company,
        address_line,
        city,
        region,
        postal_code,
        language,
        time_zone,
        note,
    })
}

/// A time zone that may be left out.
pub(crate) fn optional_zone(typed: &str) -> std::result::Result<Option<TimeZone>, Problem> {
    if typed.trim().is_empty() { Ok(None) } else { TimeZone::parse(typed.trim()).map(Some) }
}

/// Changes a customer's details. Fails as stale when somebody else changed them since the form was opened.
pub async fn edit(service: &Service, ctx: &Ctx, edit: Edit) -> Result<()> {
    let details = read(&edit)?;
    let done = service.change(ctx, Right::Work, details, |tx, details| Box::pin(write(tx, details)));
    done.await.map(|done| done.value)
}

async fn write(tx: Tx<'_>, details: &Details) -> Result<Outcome<()>> {
    let mut found = visible(tx.scope, details.customer).await?;
    if found.revision != details.revision {
        return Err(Error::Stale);
    }
    let changes = apply(&mut found, details);
    if changes.is_empty() {
        return Ok(Outcome::Unchanged(()));
    }
    found.revision += 1;
    customer::update(tx.scope, found).await?;
    Ok(Outcome::one(Event::CustomerEdited { customer: details.customer, changes }, ()))
}

/// Puts the new details into the row, and says which ones are new.
pub(super) fn apply(found: &mut row::Model, details: &Details) -> Vec<Change> {
    let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string);
    found.sort_name = Some(details.name.as_str().to_lowercase());
    let mut changes = Vec::new();
    let mut set = |detail: &'static str, slot: &mut Option<String>, to: Option<String>| {
        if *slot != to {
            let from = std::mem::replace(slot, to.clone()).unwrap_or_default();
            changes.push(Change { detail, from, to: to.unwrap_or_default() });
        }
    };
    set("name", &mut found.full_name, Some(details.name.to_string()));
    set("company", &mut found.company, details.company.as_ref().map(ToString::to_string));
    set("address_line", &mut found.address_line, text(&details.address_line));
    set("city", &mut found.city, text(&details.city));
    set("region", &mut found.region, text(&details.region));
    set("postal_code", &mut found.postal_code, text(&details.postal_code));
    if let Spoken::Chosen(language) = details.language {
        set("language", &mut found.language, language.map(|language| language.code().to_owned()));
    }
    set("time_zone", &mut found.time_zone, details.time_zone.as_ref().map(|zone| zone.as_str().to_owned()));
    set("note", &mut found.note, details.note.as_ref().map(ToString::to_string));
    changes
}

/// A contact point to be added, read.
pub(super) enum NewPoint {
    Phone(NewPhone),
    Email(Email, Option<String>),
}

/// Adds a number or an address. A new number of a marked customer goes on the list with the others.
pub async fn add_point(service: &Service, ctx: &Ctx, point: AddPoint) -> Result<()> {
    let id: CustomerId = point.customer.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let country = Country::parse(&business.country).map_err(|_| Error::Broken("a business has no country"))?;
    let new = read_point(&point, &country)?;
    let done = service.change(ctx, Right::Work, (id, new), |tx, (id, new)| {
        Box::pin(async move {
            visible(tx.scope, *id).await?;
            Ok(Outcome::many(insert_point(tx, *id, new).await?, ()))
        })
    });
    done.await.map(|done| done.value)
}

pub(super) fn read_point(point: &AddPoint, country: &Country) -> Result<NewPoint> {
    let mut problems = Problems::default();
    let label = problems.take("label", Line::optional(&point.label)).flatten().map(|label| label.to_string());
    let email = problems.take("email", Email::optional(&point.email)).flatten();
    let phone = match point.phone.trim() {
        "" => None,
        typed => problems.take("phone", parse(typed, country)),
    };
    if phone.is_none() && email.is_none() && point.email.trim().is_empty() && point.phone.trim().is_empty() {
        problems.note("phone", Problem::missing("a number or an email address"));
    }
    problems.none()?;
    match (phone, email) {
        (Some(parsed), _) => {
            Ok(NewPoint::Phone(NewPhone { number: parsed.number, extension: parsed.extension, label }))
        }
        (None, Some(email)) => Ok(NewPoint::Email(email, label)),
        (None, None) => Err(Error::Broken("a problem was not noted")),
    }
}

/// Keeps a number or an address of a customer who is on file.
pub(super) async fn insert_point(tx: Tx<'_>, id: CustomerId, new: &NewPoint) -> Result<Vec<Event>> {
    let existing = customer::points(tx.scope, id).await?;
    let position = existing.iter().map(|point| point.position).max().unwrap_or_default() + 1;
    let mut events = Vec::new();
    match new {
        NewPoint::Phone(phone) => {
            if existing.iter().any(|point| point.value == phone.number.as_str()) {
                return Err(Error::field("phone", Problem::Taken));
            }
            let point = phone_row(tx, id, phone, position);
            events.push(added(id, &point, PointKind::Phone));
            customer::insert_point(tx.scope, point).await?;
            events.extend(dnc::extend_mark(tx, id, &phone.number).await?);
        }
        NewPoint::Email(email, label) => {
            if existing.iter().any(|point| point.value == email.as_str()) {
                return Err(Error::field("email", Problem::Taken));
            }
            let point = email_row(tx, id, email, label.clone(), position);
            events.push(added(id, &point, PointKind::Email));
            customer::insert_point(tx.scope, point).await?;
        }
    }
    Ok(events)
}

/// Retires a number or an address. A retired number stays on the do-not-call list if it is there.
pub async fn retire_point(service: &Service, ctx: &Ctx, retired: RetirePoint) -> Result<()> {
    let customer: CustomerId = retired.customer.parse().map_err(|_| Error::NotFound)?;
    let point: ContactPointId = retired.point.parse().map_err(|_| Error::NotFound)?;
    let done = service.change(ctx, Right::Work, (customer, point), |tx, (customer, point)| {
        let (customer, point) = (*customer, *point);
        Box::pin(async move {
            visible(tx.scope, customer).await?;
            Ok(Outcome::many(retire(tx, customer, point).await?.into_iter().collect(), ()))
        })
    });
    done.await.map(|done| done.value)
}

/// Retires a number or an address of a customer who is on file, unless it is retired.
pub(super) async fn retire(tx: Tx<'_>, customer: CustomerId, point: ContactPointId) -> Result<Option<Event>> {
    let found = customer::find_point(tx.scope, point).await?.ok_or(Error::NotFound)?;
    if CustomerId(found.customer_id) != customer {
        return Err(Error::NotFound);
    }
    if found.retired_at.is_some() {
        return Ok(None);
    }
    let kind = PointKind::from_code(&found.kind).ok_or(store::StoreError::Garbled("contact_point.kind"))?;
    customer::retire_point(tx.scope, point, tx.now).await?;
    Ok(Some(Event::ContactPointRetired { customer, point, kind }))
}
