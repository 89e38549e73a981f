//! Splitting a customer who turned out to be two people.
//!
//! The new one gets the chosen numbers and addresses, every no, and the marks; a yes stays with who is
//! left, because nobody knows which of the two gave it.

mod identity;

use std::collections::BTreeSet;

use domain::{
    access::Right,
    consent::{self, AskedOf, ConsentStatus, Covers, Method},
    error::{Problem, Problems},
    event::{ConsentAnswer, Event, PointKind, Via},
    id::{ConsentEventId, ContactPointId, CustomerId},
    text::FullName,
    topic::Topic,
    wire::customer::{Split, SplitPage},
};
use store::{
    StoreError, customer,
    entity::{consent_event, customer as row},
};

use super::{
    new::{NewPerson, added, insert},
    shown::shown_points,
    visible,
};
use crate::{
    Service,
    change::{Outcome, Tx},
    consent::count_for_nothing,
    ctx::Ctx,
    dnc,
    error::{Error, Result},
    reader::language_of,
    request,
};

/// Why a yes counts no more after a split.
const THEIRS: &str = "All numbers and addresses that it covers are another customer's now";

/// The page: the customer's numbers and addresses, of which some may be somebody else's.
///
/// # Errors
/// Fails where the customer is not on file.
pub async fn split_page(service: &Service, ctx: &Ctx, customer: &str) -> Result<SplitPage> {
    ctx.require(Right::Curate)?;
    let id: CustomerId = customer.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let found = visible(&scope, id).await?;
    let points = shown_points(service, &scope, id).await?;
    Ok(SplitPage {
        customer: id,
        name: found.full_name.unwrap_or_default(),
        revision: found.revision,
        points: points.into_iter().map(|point| (point.id, point.shown)).collect(),
    })
}

/// A split, read.
struct Asked {
    customer: CustomerId,
    revision: i32,
    name: FullName,
    points: Vec<ContactPointId>,
}

/// Gives the chosen numbers and addresses to a new customer, as one change.
///
/// # Errors
/// Names what is missing; fails as stale where the customer was changed since the page was opened.
pub async fn split(service: &Service, ctx: &Ctx, typed: Split) -> Result<CustomerId> {
    let customer = typed.customer.parse().map_err(|_| Error::NotFound)?;
    ctx.require(Right::Curate)?;
    let mut problems = Problems::default();
    let name = problems.take("name", FullName::required(&typed.name, "the full name"));
    let points: Vec<ContactPointId> =
        typed.points.keys().filter_map(|field| field.strip_prefix("point_")?.parse().ok()).collect();
    if points.is_empty() {
        problems.note("points", Problem::Other("Choose the numbers or addresses that are somebody else's".into()));
    }
    problems.none()?;
    let name = name.ok_or(Error::Broken("a problem was not noted"))?;
    let revision = typed.revision.parse().map_err(|_| Error::Stale)?;
    let asked = Asked { customer, revision, name, points };
    let done = service.change(ctx, Right::Curate, asked, |tx, asked| Box::pin(part(tx, asked)));
    done.await.map(|done| done.value)
}

async fn part(tx: Tx<'_>, asked: &Asked) -> Result<Outcome<CustomerId>> {
    let customer = asked.customer;
    let mut found = visible(tx.scope, customer).await?;
    if found.revision != asked.revision {
        return Err(Error::Stale);
    }
    let own = customer::points(tx.scope, customer).await?;
    let chosen: Vec<_> = own.into_iter().filter(|point| asked.points.contains(&point.id.into())).collect();
    if chosen.len() != asked.points.len() {
        return Err(Error::NotFound);
    }
    let into: CustomerId = tx.id();
    let mut events = vec![Event::CustomerSplit { customer, into }];
    let person = person(asked, &found);
    events.extend(insert(tx, into, &person, Via::Split(customer)).await?);
    for point in &chosen {
        let kind = PointKind::from_code(&point.kind).ok_or(StoreError::Garbled("contact_point.kind"))?;
        events.push(Event::ContactPointRetired { customer, point: point.id.into(), kind });
        events.push(added(into, point, kind));
    }
    store::merge::move_points(tx.scope, customer, into, &chosen).await?;
    events.extend(forget_yeses(tx, customer, &asked.points).await?);
    events.extend(copy_noes(tx, customer, into).await?);
    events.extend(dnc::copy(tx, customer, into).await?);
    events.extend(request::keep_both(tx, customer, into).await?);
    identity::follow(tx, &mut found, into, &chosen).await?;
    found.revision += 1;
    customer::update(tx.scope, found).await?;
    Ok(Outcome::many(events, into))
}

/// The new customer, of whom only the name is known, and that they were spoken to as the other was. The numbers
/// and addresses are moved.
fn person(asked: &Asked, found: &row::Model) -> NewPerson {
    NewPerson {
        language: language_of(found),
        time_zone: found.time_zone.clone(),
        ..NewPerson::named(asked.name.clone())
    }
}

/// Lets each yes count for nothing of which every number and address is somebody else's now: it was theirs.
async fn forget_yeses(tx: Tx<'_>, customer: CustomerId, gone: &[ContactPointId]) -> Result<Vec<Event>> {
    let left: BTreeSet<ContactPointId> =
        customer::points(tx.scope, customer).await?.into_iter().map(|point| point.id.into()).collect();
    let mut events = Vec::new();
    for row in store::consent::list(tx.scope, &[customer]).await? {
        let answer = row.event()?;
        let Covers::Known(covered) = &answer.covers else { continue };
        let is_theirs = covered.iter().any(|point| gone.contains(point)) && covered.is_disjoint(&left);
        if is_theirs && answer.status == ConsentStatus::Given && !answer.invalidated {
            events.push(count_for_nothing(tx, customer, &answer, THEIRS).await?);
        }
    }
    Ok(events)
}

/// Records every no of a customer for another one too, as of when it was said.
async fn copy_noes(tx: Tx<'_>, from: CustomerId, to: CustomerId) -> Result<Vec<Event>> {
    let rows = store::consent::list(tx.scope, &[from]).await?;
    let mut noes: Vec<_> = rows.iter().map(consent_event::Model::event).collect::<store::error::Result<_>>()?;
    noes.retain(|answer| answer.status.is_no());
    let mut events = Vec::new();
    for topic in Topic::all() {
        // The latest no, also behind a later yes: that one covers numbers that the new customer does not have.
        let Some(no) = consent::latest(&noes, topic, None) else { continue };
        let row = rows.iter().find(|row| row.id == no.id.0).ok_or(Error::Broken("an answer has no row"))?;
        let id: ConsentEventId = tx.id();
        let copied = consent_event::Model {
            id: id.0,
            customer_id: to.0,
            // Every no covers every contact point, whichever of the two has it now.
            covers: None,
            interaction_id: None,
            recorded_at: tx.now,
            note: None,
            ..row.clone()
        };
        let method = Method::from_code(&copied.method).map_err(|_| StoreError::Garbled("consent_event.method"))?;
        store::consent::insert(tx.scope, copied).await?;
        events.push(Event::ConsentRecorded {
            customer: to,
            consent: ConsentAnswer {
                event: id,
                topic,
                from: ConsentStatus::Unknown,
                to: no.status,
                method,
                asked_of: AskedOf::Person,
                notice: row.notice_id.map(Into::into),
                occurred_at: no.occurred_at,
            },
        });
    }
    Ok(events)
}
