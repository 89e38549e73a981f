//! The register of requests, one of them, and the form of a new one.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use domain::{
    access::Right,
    id::{CustomerId, SubjectRequestId},
    request::{DUE_SOON_DAYS, RequestState, is_overdue},
    wire::request::{
        params::Query,
        view::{Blank, Request, Requests, Row},
    },
};
use store::{business, customer, entity::request as row, request};

use crate::{
    Service,
    ctx::Ctx,
    customer::{survivor, visible},
    error::{Error, Result},
    names::{self, Names},
    ports::new_id,
};

/// How many requests the page shows.
const SHOWN: u64 = 500;

/// The register, the request that is due first at the top.
pub async fn list(service: &Service, ctx: &Ctx, query: Query) -> Result<Requests> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let of = match query.customer.as_str() {
        "" => None,
        id => Some(survivor(&scope, id.parse().map_err(|_| Error::NotFound)?).await?),
    };
    let today = service.now().date_naive();
    let (waits, answered): (Vec<_>, Vec<_>) = RequestState::ALL.into_iter().partition(|state| state.waits());
    let (filter, states, due_before) = match query.filter.as_str() {
        "open" => ("open", waits, None),
        "overdue" => ("overdue", waits, Some(today)),
        "due" => ("due", waits, due_soon(today)),
        "done" => ("done", answered, None),
        _ => ("", RequestState::ALL.to_vec(), None),
    };
    let found = request::list(&scope, of, &states, due_before, SHOWN).await?;
    let mut ids: Vec<_> = found.iter().map(|request| CustomerId(request.customer_id)).collect();
    ids.extend(of);
    let people = names::of_customers(&scope, &ids).await?;
    let names = Names::of(&scope).await?;
    let rows = found.iter().map(|request| line(request, &people, &names, today)).collect::<Result<_>>()?;
    let of = match of {
        Some(id) => {
            let may_record = ctx.may(Right::Work) && visible(&scope, id).await.is_ok();
            Some((id, people.get(&id).cloned().unwrap_or_default(), may_record))
        }
        None => None,
    };
    Ok(Requests { of, filter: filter.to_owned(), rows })
}

/// The day before which a request is due soon, or was due.
pub(crate) fn due_soon(today: NaiveDate) -> Option<NaiveDate> {
    today.checked_add_days(Days::new(DUE_SOON_DAYS + 1))
}

/// One request.
pub async fn show(service: &Service, ctx: &Ctx, id: &str) -> Result<Request> {
    ctx.require(Right::Read)?;
    let id: SubjectRequestId = id.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let found = request::find(&scope, id).await?.ok_or(Error::NotFound)?;
    let who = CustomerId(found.customer_id);
    let people = names::of_customers(&scope, &[who]).await?;
    let row = line(&found, &people, &Names::of(&scope).await?, service.now().date_naive())?;
    let on_file = customer::find(&scope, who).await?.ok_or(Error::NotFound)?;
    let is_on_file = on_file.withdrawn_at.or(on_file.erased_at).is_none();
    // Whoever withdrew is hidden here as in the list.
    let said = |text: Option<String>| text.filter(|_| is_on_file);
    Ok(Request {
        row,
        asked: said(found.asked),
        extension: said(found.extension),
        outcome: said(found.outcome),
        told: said(found.told),
        settled_at: found.settled_at,
        is_on_file,
        erase_after_hours: business::find(&scope).await?.ok_or(Error::NotFound)?.erase_after_hours,
        may_work: ctx.may(Right::Work),
        may_curate: ctx.may(Right::Curate),
    })
}

/// The form of a new request of a customer.
pub async fn new(service: &Service, ctx: &Ctx, customer: &str) -> Result<Blank> {
    ctx.require(Right::Work)?;
    let id: CustomerId = customer.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let found = visible(&scope, id).await?;
    let now = service.now();
    let form = new_id(now, &*service.random).to_string();
    Ok(Blank { customer: id, name: found.full_name.unwrap_or_default(), form, today: now.date_naive() })
}

fn line(found: &row::Model, people: &HashMap<CustomerId, String>, names: &Names, today: NaiveDate) -> Result<Row> {
    let (kind, state) = (found.kind()?, found.state()?);
    let customer = CustomerId(found.customer_id);
    Ok(Row {
        id: found.id.into(),
        customer,
        name: people.get(&customer).cloned().unwrap_or_default(),
        kind,
        came: found.came()?,
        received_on: found.received_on,
        due_on: found.due_on,
        state,
        is_overdue: is_overdue(kind, state, found.due_on, today),
        handled_by: names.actor(&found.handled_by_kind, found.handled_by_id),
    })
}
