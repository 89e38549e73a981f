//! Putting a request off, and answering it.

use domain::{
    access::Right,
    error::{Problem, Problems},
    event::Event,
    id::SubjectRequestId,
    request::{RequestKind, RequestState, extended_to},
    text::Remark,
    wire::request::params::{Extend, Settle},
};
use store::{entity::request as row, request};

use super::{handled, waiting};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// What is said about the answer of a request.
struct Answer {
    id: SubjectRequestId,
    state: RequestState,
    outcome: Remark,
    told: Option<Remark>,
}

/// Puts a request off by two months, once, with the reason that the customer was told (GDPR 12(3)).
///
/// # Errors
/// Fails without a reason, and as stale where it was put off or answered already.
pub async fn extend(service: &Service, ctx: &Ctx, typed: Extend) -> Result<()> {
    ctx.require(Right::Work)?;
    let id: SubjectRequestId = typed.request.parse().map_err(|_| Error::NotFound)?;
    let mut problems = Problems::default();
    let reason = problems.take("reason", Remark::required(&typed.reason, "the reason, as the customer was told"));
    problems.none()?;
    let reason = reason.ok_or(Error::Broken("a problem was not noted"))?;
    let done = service.change(ctx, Right::Work, (id, reason), |tx, (id, reason)| Box::pin(put_off(tx, *id, reason)));
    done.await.map(|done| done.value)
}

async fn put_off(tx: Tx<'_>, id: SubjectRequestId, reason: &Remark) -> Result<Outcome<()>> {
    let found = waiting(tx, id).await?;
    let kind = found.kind()?;
    if found.state()? != RequestState::Open || kind.holds_at_once() {
        return Err(Error::Stale);
    }
    let (from, to) = (found.due_on, extended_to(found.received_on));
    // After its day there is nothing left to put off.
    if from < tx.now.date_naive() {
        let late = "The day is over: the customer must be told of it within the month. Answer the request";
        return Err(Error::field("reason", Problem::Other(late.into())));
    }
    let to = to.ok_or(Error::Broken("a request is due beyond the calendar"))?;
    let customer = found.customer_id.into();
    let row = row::Model {
        due_on: to,
        state: RequestState::Extended.code().to_owned(),
        extension: Some(reason.to_string()),
        ..handled(tx, found)
    };
    request::update(tx.scope, row).await?;
    let event = Event::RequestExtended { request: id, customer, kind, from, to, reason: reason.to_string() };
    Ok(Outcome::one(event, ()))
}

/// Answers a request: done, with what was done, or refused, with the reason.
///
/// A restriction ends with its answer, so whoever asked for it must have been told before (GDPR 18(3)),
/// and it takes the right of a lift.
///
/// # Errors
/// Names what is missing; fails as stale where it was answered already.
pub async fn settle(service: &Service, ctx: &Ctx, typed: Settle) -> Result<()> {
    ctx.require(Right::Work)?;
    let id: SubjectRequestId = typed.request.parse().map_err(|_| Error::NotFound)?;
    let mut problems = Problems::default();
    let state = RequestState::from_code(&typed.answer)
        .and_then(|state| if state.waits() { Err(Problem::NotAChoice) } else { Ok(state) });
    let state = problems.take("answer", state);
    let outcome = problems.take("outcome", Remark::required(&typed.outcome, "what was done, or why not"));
    let told = problems.take("told", Remark::optional(&typed.told)).flatten();
    problems.none()?;
    let (Some(state), Some(outcome)) = (state, outcome) else {
        return Err(Error::Broken("a problem was not noted"));
    };
    let answer = Answer { id, state, outcome, told };
    let done = service.change(ctx, Right::Work, answer, |tx, answer| Box::pin(give(tx, answer)));
    done.await.map(|done| done.value)
}

async fn give(tx: Tx<'_>, answer: &Answer) -> Result<Outcome<()>> {
    let found = waiting(tx, answer.id).await?;
    let kind = found.kind()?;
    if kind == RequestKind::Restriction {
        if !tx.ctx.may(Right::Curate) {
            return Err(Error::Forbidden);
        }
        if answer.told.is_none() {
            let first = "Tell the customer first, and enter how (GDPR 18(3))";
            return Err(Error::field("told", Problem::Other(first.into())));
        }
    }
    let told = answer.told.as_ref().filter(|_| kind == RequestKind::Restriction).map(ToString::to_string);
    Ok(Outcome::one(close(tx, found, answer.state, answer.outcome.to_string(), told).await?, ()))
}

/// Writes the answer of a request, and returns what happened.
pub(super) async fn close(
    tx: Tx<'_>,
    found: row::Model,
    to: RequestState,
    outcome: String,
    told: Option<String>,
) -> Result<Event> {
    let (kind, from) = (found.kind()?, found.state()?);
    let (request, customer) = (found.id.into(), found.customer_id.into());
    let row = row::Model {
        state: to.code().to_owned(),
        outcome: Some(outcome.clone()),
        told: told.clone(),
        settled_at: Some(tx.now),
        ..handled(tx, found)
    };
    request::update(tx.scope, row).await?;
    Ok(Event::RequestSettled { request, customer, kind, from, to, outcome, told })
}

/// Closes the request of a customer who reads the copy now, unless it was answered before.
pub(crate) async fn answered_with_a_copy(tx: Tx<'_>, id: SubjectRequestId, outcome: &str) -> Result<Option<Event>> {
    let found = request::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if !found.state()?.waits() {
        return Ok(None);
    }
    close(tx, found, RequestState::Done, outcome.to_owned(), None).await.map(Some)
}
