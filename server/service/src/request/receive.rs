//! Recording a request.

use chrono::NaiveDate;
use domain::{
    access::Right,
    error::{Problem, Problems},
    event::Event,
    id::{CustomerId, SubjectRequestId},
    request::{Came, RequestKind, RequestState, due_on},
    text::Note,
    wire::request::params::Receive,
};
use store::{entity::request as row, request};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    customer::visible,
    error::{Error, Result},
    setting::day,
};

/// A request before it has a row.
pub(crate) struct Received {
    pub(crate) id: SubjectRequestId,
    pub(crate) customer: CustomerId,
    pub(crate) kind: RequestKind,
    pub(crate) came: Came,
    /// The day on which it was received, where the business is.
    pub(crate) on: NaiveDate,
    pub(crate) asked: Option<Note>,
}

/// Records a request that came by phone, mail or in person; once for each form.
///
/// # Errors
/// Names each field that cannot be taken: a day that is to come, or longer ago than a year.
pub async fn receive(service: &Service, ctx: &Ctx, typed: Receive) -> Result<SubjectRequestId> {
    ctx.require(Right::Work)?;
    let customer: CustomerId = typed.customer.parse().map_err(|_| Error::NotFound)?;
    let mut problems = Problems::default();
    let kind = problems.take("kind", RequestKind::from_code(&typed.kind));
    let came = Came::from_code(&typed.came)
        .and_then(|came| if Came::TO_STAFF.contains(&came) { Ok(came) } else { Err(Problem::NotAChoice) });
    let came = problems.take("came", came);
    let received_on = problems.take("received_on", day(&typed.received_on));
    let asked = problems.take("asked", Note::optional(&typed.asked)).flatten();
    problems.none()?;
    let id: SubjectRequestId = typed.form.parse().map_err(|_| Error::Stale)?;
    let (Some(kind), Some(came), Some(received_on)) = (kind, came, received_on) else {
        return Err(Error::Broken("a problem was not noted"));
    };
    let received = Received { id, customer, kind, came, on: received_on, asked };
    let done = service.change(ctx, Right::Work, received, |tx, received| Box::pin(keep(tx, received)));
    done.await.map(|done| done.value)
}

async fn keep(tx: Tx<'_>, received: &Received) -> Result<Outcome<SubjectRequestId>> {
    visible(tx.scope, received.customer).await?;
    if let Some(kept) = request::find(tx.scope, received.id).await? {
        let is_same = kept.customer_id == received.customer.0
            && kept.kind == received.kind.code()
            && kept.came == received.came.code()
            && kept.received_on == received.on
            && kept.asked.as_deref() == received.asked.as_ref().map(Note::as_str);
        return if is_same { Ok(Outcome::Unchanged(received.id)) } else { Err(Error::Stale) };
    }
    let today = tx.now.date_naive();
    // Whoever records may be where the day has begun already.
    if received.on > today.succ_opt().unwrap_or(today) {
        return Err(refused("This day is to come. Enter the day on which it was received"));
    }
    if received.on < today - chrono::Days::new(366) {
        return Err(refused("This is longer ago than a year. Enter the day on which it was received"));
    }
    Ok(Outcome::one(record(tx, received).await?, received.id))
}

/// Keeps a request, and returns what happened.
pub(crate) async fn record(tx: Tx<'_>, received: &Received) -> Result<Event> {
    let Received { id, customer, kind, came, on: received_on, asked } = received;
    let due_on = due_on(*received_on).ok_or(Error::Broken("a request is due beyond the calendar"))?;
    let asked = asked.as_ref().map(ToString::to_string);
    let row = row::Model {
        business_id: tx.business().0,
        id: id.0,
        customer_id: customer.0,
        kind: kind.code().to_owned(),
        came: came.code().to_owned(),
        received_on: *received_on,
        due_on,
        state: RequestState::Open.code().to_owned(),
        asked: asked.clone(),
        extension: None,
        outcome: None,
        told: None,
        recorded_at: tx.now,
        handled_by_kind: tx.ctx.actor.kind().to_owned(),
        handled_by_id: tx.ctx.actor.id(),
        settled_at: None,
    };
    request::insert(tx.scope, row).await?;
    Ok(Event::RequestReceived {
        request: *id,
        customer: *customer,
        kind: *kind,
        came: *came,
        received_on: *received_on,
        due_on,
        asked,
    })
}

/// Lets each restriction of a customer stand for another one too: which of the two asked is not known.
pub(crate) async fn keep_both(tx: Tx<'_>, from: CustomerId, to: CustomerId) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for standing in request::restrictions(tx.scope, &[from]).await? {
        let received = Received {
            id: tx.id(),
            customer: to,
            kind: standing.kind()?,
            came: standing.came()?,
            on: standing.received_on,
            asked: None,
        };
        events.push(record(tx, &received).await?);
    }
    Ok(events)
}

fn refused(why: &str) -> Error {
    Error::field("received_on", Problem::Other(why.to_owned()))
}
