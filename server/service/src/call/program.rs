//! A call that a program asks for: decided as a press is, and given once under each name that the program uses.

use chrono::TimeDelta;
use domain::{
    access::Right,
    actor::Actor,
    error::Problem,
    event::PointKind,
    id::{ApiKeyId, ContactPointId, CustomerId},
    topic::Purpose,
    wire::call::{AskForCall, Permit as ShownPermit, Placed},
};
use store::{
    call, customer,
    entity::{api_call, call as row},
    integration,
};

use super::{
    press::{Press, authorise, decide, exists, refuse, uri_of},
    purpose_or_strictest,
};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    customer::survivor,
    error::{Error, Result},
    ports::token_hash,
};

/// For how long a name stands for the same call.
const NAMED_FOR: TimeDelta = TimeDelta::hours(24);
/// How long a name may be.
const LONGEST_NAME: usize = 255;

/// What is asked for, read.
struct Asked {
    customer: CustomerId,
    point: Option<ContactPointId>,
    purpose: Purpose,
    named: Option<Named>,
}

/// The name of a wish, and what was wished, as they are kept.
struct Named {
    name_hash: String,
    asked_hash: String,
}

/// Asks for a call, as a press on the button does. It is decided anew however often it is asked under one name:
/// what was allowed may be blocked by now. Where it still is allowed, the name stands for the same call.
///
/// # Errors
/// Fails where the business has no such customer or number, where the name stands for another wish, and with
/// [`Error::LinkGone`] where the call of this name was made.
pub async fn ask(service: &Service, ctx: &Ctx, asked: AskForCall) -> Result<Placed> {
    let asked = read(asked)?;
    let done = service.change(ctx, Right::Work, asked, |tx, asked| Box::pin(answer(tx, asked))).await?;
    Ok(done.value)
}

fn read(asked: AskForCall) -> Result<Asked> {
    let AskForCall { customer, number, purpose, name } = asked;
    let wish = format!("{customer} {number} {purpose}");
    let named = match name {
        Some(name) if name.trim().is_empty() || name.len() > LONGEST_NAME => {
            let sentence = format!("Use at least one and at most {LONGEST_NAME} characters");
            return Err(Error::field("Idempotency-Key", Problem::Other(sentence)));
        }
        Some(name) => Some(Named { name_hash: token_hash(&name), asked_hash: token_hash(&wish) }),
        None => None,
    };
    let point = if number.is_empty() { None } else { Some(number.parse().map_err(|_| Error::NotFound)?) };
    let customer = customer.parse().map_err(|_| Error::NotFound)?;
    Ok(Asked { customer, point, purpose: purpose_or_strictest(&purpose)?, named })
}

async fn answer(tx: Tx<'_>, asked: &Asked) -> Result<Outcome<Placed>> {
    let customer = survivor(tx.scope, asked.customer).await?;
    let point = match asked.point {
        None => first_number(tx, customer).await?,
        named => named,
    };
    let press = Press { customer, point, purpose: asked.purpose };
    exists(tx, press).await?;
    let Actor::ApiKey(key) = tx.ctx.actor else { return Err(Error::Forbidden) };
    let earlier = match &asked.named {
        Some(named) => given(tx, key, named).await?,
        None => None,
    };
    let permit = match decide(tx, press).await.permit() {
        Ok(permit) => permit,
        Err(decision) => return refuse(tx, press, decision).await,
    };
    match earlier.map(|call| (call.started_at, call.permit_expires_at, call.id, call.contact_point_id)) {
        Some((Some(_), ..)) => return Err(Error::LinkGone),
        Some((None, Some(expires_at), id, Some(point))) if tx.now < expires_at => {
            let uri = uri_of(tx, point.into()).await?;
            return Ok(Outcome::Unchanged(Placed::Allowed(ShownPermit { call: id.into(), uri, expires_at })));
        }
        _ => {}
    }
    let outcome = authorise(tx, press, permit).await?;
    if let (Some(named), Outcome::Changed { value: Placed::Allowed(permit), .. }) = (&asked.named, &outcome) {
        integration::forget_calls(tx.scope, key, tx.now - NAMED_FOR).await?;
        let given = api_call::Model {
            business_id: tx.business().0,
            api_key_id: key.0,
            name_hash: named.name_hash.clone(),
            asked_hash: named.asked_hash.clone(),
            call_id: permit.call.0,
            at: tx.now,
        };
        integration::keep_call(tx.scope, given).await?;
    }
    Ok(outcome)
}

/// The call that was given under this name, while it stands for it.
async fn given(tx: Tx<'_>, key: ApiKeyId, named: &Named) -> Result<Option<row::Model>> {
    let found = integration::find_call(tx.scope, key, &named.name_hash).await?;
    let Some(found) = found.filter(|found| tx.now - found.at < NAMED_FOR) else { return Ok(None) };
    if found.asked_hash != named.asked_hash {
        let sentence = "This key was used for another call. Use a new one for each call".to_owned();
        return Err(Error::field("Idempotency-Key", Problem::Other(sentence)));
    }
    Ok(call::find(tx.scope, found.call()).await?)
}

async fn first_number(tx: Tx<'_>, customer: CustomerId) -> Result<Option<ContactPointId>> {
    let points = customer::points(tx.scope, customer).await?;
    let first = points.into_iter().find(|point| point.kind == PointKind::Phone.code());
    Ok(first.map(|point| point.id.into()))
}
