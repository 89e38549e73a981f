//! A press on a call button: decided again, inside the transaction that records it.

use chrono::TimeDelta;
use domain::{
    access::Right,
    call::{CallDecision, Permit},
    event::Event,
    id::{CallId, ContactPointId, CustomerId},
    phone::PhoneNumber,
    topic::Purpose,
    wire::call::{Decision, Permit as ShownPermit, Place, Placed, ShowNumber},
};
use store::{StoreError, call, customer, entity::call as row};

use super::{Facts, unreadable};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    customer::visible,
    error::{Error, Result},
};

/// For how long a permit may be used.
const PERMIT_FOR: TimeDelta = TimeDelta::seconds(60);

/// What was pressed, read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Press {
    pub(super) customer: CustomerId,
    pub(super) point: Option<ContactPointId>,
    pub(super) purpose: Purpose,
}

/// Asks for a call. Facts are read and the answer is recorded in one transaction, so no mark that
/// was acknowledged before can be missed (invariant 1). A refusal is an answer, not an error: it
/// is recorded too, once for each member, number and minute.
pub async fn place(service: &Service, ctx: &Ctx, pressed: Place) -> Result<Placed> {
    let press = read(&pressed)?;
    let done = service.change(ctx, Right::Work, press, |tx, press| Box::pin(decide_and_record(tx, *press))).await?;
    Ok(done.value)
}

fn read(pressed: &Place) -> Result<Press> {
    let customer = pressed.customer.parse().map_err(|_| Error::NotFound)?;
    let point = match pressed.number.as_str() {
        "" => None,
        number => Some(number.parse().map_err(|_| Error::NotFound)?),
    };
    let purpose = Purpose::from_code(&pressed.purpose).map_err(|problem| Error::field("purpose", problem))?;
    Ok(Press { customer, point, purpose })
}

async fn decide_and_record(tx: Tx<'_>, press: Press) -> Result<Outcome<Placed>> {
    exists(tx, press).await?;
    match decide(tx, press).await.permit() {
        Ok(permit) => authorise(tx, press, permit).await,
        Err(decision) => refuse(tx, press, decision).await,
    }
}

/// The customer is this business's, and the number is theirs or was.
pub(super) async fn exists(tx: Tx<'_>, press: Press) -> Result<()> {
    customer::find(tx.scope, press.customer).await?.ok_or(Error::NotFound)?;
    if let Some(point) = press.point {
        let found = customer::find_point(tx.scope, point).await?.ok_or(Error::NotFound)?;
        if found.customer_id != press.customer.0 {
            return Err(Error::NotFound);
        }
    }
    Ok(())
}

pub(super) async fn decide(tx: Tx<'_>, press: Press) -> CallDecision {
    match Facts::load_apart(tx.keys, tx.shelf, tx.scope, &[press.customer]).await {
        Ok(facts) => facts.decide(press.customer, press.point, press.purpose, tx.now),
        Err(error) => unreadable(error),
    }
}

/// Keeps the call. It takes the permit: without an allowed decision there is none.
pub(super) async fn authorise(tx: Tx<'_>, press: Press, _permit: Permit) -> Result<Outcome<Placed>> {
    let point = press.point.ok_or(Error::Broken("a call without a number was allowed"))?;
    let uri = uri_of(tx, point).await?;
    let id: CallId = tx.id();
    let expires_at = tx.now + PERMIT_FOR;
    call::insert(tx.scope, row::Model { permit_expires_at: Some(expires_at), ..attempt(tx, id, press) }).await?;
    let event = Event::CallAuthorised { call: id, customer: press.customer, point, purpose: press.purpose };
    Ok(Outcome::one(event, Placed::Allowed(ShownPermit { call: id, uri, expires_at })))
}

/// What a telephone follows: the number, with its extension (RFC 3966).
pub(super) async fn uri_of(tx: Tx<'_>, point: ContactPointId) -> Result<String> {
    let number = customer::find_point(tx.scope, point).await?.ok_or(Error::NotFound)?;
    let digits = PhoneNumber::from_e164(&number.value).map_err(|_| StoreError::Garbled("contact_point.value"))?;
    Ok(match &number.extension {
        Some(extension) => format!("tel:{digits};ext={extension}"),
        None => format!("tel:{digits}"),
    })
}

pub(super) async fn refuse(tx: Tx<'_>, press: Press, decision: CallDecision) -> Result<Outcome<Placed>> {
    let answer = Placed::Blocked(Decision::from(&decision));
    let id: CallId = tx.id();
    let refused = row::Model {
        decision: decision.word().to_owned(),
        reasons: decision.codes(),
        minute: Some(tx.now.timestamp() / 60),
        ..attempt(tx, id, press)
    };
    if call::find_refusal(tx.scope, &refused).await?.is_some() {
        return Ok(Outcome::Unchanged(answer));
    }
    call::insert(tx.scope, refused).await?;
    let event = Event::CallRefused {
        call: id,
        customer: press.customer,
        point: press.point,
        purpose: press.purpose,
        reasons: decision.reasons().to_vec(),
    };
    Ok(Outcome::one(event, answer))
}

fn attempt(tx: Tx<'_>, id: CallId, press: Press) -> row::Model {
    row::Model {
        business_id: tx.business().0,
        id: id.0,
        customer_id: press.customer.0,
        contact_point_id: press.point.map(|id| id.0),
        purpose: press.purpose.code().to_owned(),
        decision: "allowed".to_owned(),
        reasons: String::new(),
        actor_kind: tx.ctx.actor.kind().to_owned(),
        actor_id: tx.ctx.actor.id(),
        at: tx.now,
        minute: None,
        permit_expires_at: None,
        started_at: None,
    }
}

/// Uses a permit: decided once more, single-use, and only while it lives.
pub async fn start(service: &Service, ctx: &Ctx, call: CallId) -> Result<Placed> {
    let done = service.change(ctx, Right::Work, call, |tx, call| Box::pin(use_permit(tx, *call))).await?;
    Ok(done.value)
}

/// What was pressed when this call was kept.
pub(super) fn kept_press(kept: &row::Model) -> Result<Press> {
    Ok(Press {
        customer: kept.customer_id.into(),
        point: kept.contact_point_id.map(ContactPointId),
        purpose: Purpose::from_code(&kept.purpose).map_err(|_| StoreError::Garbled("call.purpose"))?,
    })
}

pub(super) async fn use_permit(tx: Tx<'_>, id: CallId) -> Result<Outcome<Placed>> {
    let kept = call::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    let press = kept_press(&kept)?;
    match decide(tx, press).await.permit() {
        Err(decision) => refuse(tx, press, decision).await,
        Ok(_permit) => {
            if !call::start(tx.scope, id, tx.now).await? {
                return Err(Error::LinkGone);
            }
            let point = press.point.ok_or(Error::Broken("a call without a number was allowed"))?;
            let event = Event::CallStarted { call: id, customer: press.customer, point, purpose: press.purpose };
            let shown = ShownPermit { call: id, uri: uri_of(tx, point).await?, expires_at: tx.now };
            Ok(Outcome::one(event, Placed::Allowed(shown)))
        }
    }
}

/// Shows a masked number's digits to a member, and records that.
pub async fn show_number(service: &Service, ctx: &Ctx, shown: ShowNumber) -> Result<String> {
    let customer = shown.customer.parse().map_err(|_| Error::NotFound)?;
    let point: ContactPointId = shown.number.parse().map_err(|_| Error::NotFound)?;
    let done = service.change(ctx, Right::Work, (customer, point), |tx, (customer, point)| {
        let (customer, point) = (*customer, *point);
        Box::pin(async move {
            visible(tx.scope, customer).await?;
            let found = customer::find_point(tx.scope, point).await?.ok_or(Error::NotFound)?;
            if CustomerId(found.customer_id) != customer {
                return Err(Error::NotFound);
            }
            let number =
                PhoneNumber::from_e164(&found.value).map_err(|_| StoreError::Garbled("contact_point.value"))?;
            Ok(Outcome::one(Event::NumberShown { customer, point }, number.formatted()))
        })
    });
    done.await.map(|done| done.value)
}
