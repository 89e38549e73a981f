//! A call that a program asks for and starts: decided as a press is, and given once under each name that the program
//! uses.

use domain::{
    access::Right,
    event::PointKind,
    id::{CallId, ContactPointId, CustomerId},
    topic::Purpose,
    wire::call::{AskForCall, Permit as ShownPermit, Placed},
};
use store::{call, customer};

use super::{
    press::{Press, authorise, decide, exists, kept_press, refuse, uri_of, use_permit},
    purpose_or_strictest,
};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    customer::survivor,
    error::{Error, Result},
    integration::Wish,
};

/// What is asked for, read.
struct Asked {
    customer: CustomerId,
    point: Option<ContactPointId>,
    purpose: Purpose,
    wish: Option<Wish>,
}

/// Asks for a call, as a press on the button does. It is decided anew however often it is asked under one name:
/// what was allowed may be blocked by now. Where it still is allowed, the name stands for the same call.
///
/// # Errors
/// Fails where the business has no such customer or number, where the name stands for another wish, and with
/// [`Error::LinkGone`] where the call of this name was made.
pub async fn ask(service: &Service, ctx: &Ctx, asked: AskForCall, wish: Option<Wish>) -> Result<Placed> {
    let AskForCall { customer, number, purpose } = asked;
    let point = if number.is_empty() { None } else { Some(number.parse().map_err(|_| Error::NotFound)?) };
    let customer = customer.parse().map_err(|_| Error::NotFound)?;
    let asked = Asked { customer, point, purpose: purpose_or_strictest(&purpose)?, wish };
    let done = service.change(ctx, Right::Work, asked, |tx, asked| Box::pin(answer(tx, asked))).await?;
    Ok(done.value)
}

async fn answer(tx: Tx<'_>, asked: &Asked) -> Result<Outcome<Placed>> {
    let customer = survivor(tx.scope, asked.customer).await?;
    let point = match asked.point {
        None => first_number(tx, customer).await?,
        named => named,
    };
    let press = Press { customer, point, purpose: asked.purpose };
    exists(tx, press).await?;
    let earlier = match &asked.wish {
        Some(wish) => wish.answered::<CallId>(tx).await?,
        None => None,
    };
    let earlier = match earlier {
        Some(id) => call::find(tx.scope, id).await?,
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
    if let (Some(wish), Outcome::Changed { value: Placed::Allowed(permit), .. }) = (&asked.wish, &outcome) {
        wish.keep(tx, &permit.call).await?;
    }
    Ok(outcome)
}

/// Starts a call that was allowed: decided once more, and once. Under the name of a wish it may be asked again while
/// the permit lives, for an answer that was lost on its way; later the call would be another one.
///
/// # Errors
/// Fails where there is no such call, and with [`Error::LinkGone`] where it was started or is too old.
pub async fn start_once(service: &Service, ctx: &Ctx, id: CallId, wish: Option<Wish>) -> Result<Placed> {
    let done = service.change(ctx, Right::Work, (id, wish), |tx, (id, wish)| Box::pin(begin(tx, *id, wish.as_ref())));
    done.await.map(|done| done.value)
}

async fn begin(tx: Tx<'_>, id: CallId, wish: Option<&Wish>) -> Result<Outcome<Placed>> {
    let Some(wish) = wish else { return use_permit(tx, id).await };
    if wish.answered::<CallId>(tx).await?.is_some() {
        return begun(tx, id).await;
    }
    let outcome = use_permit(tx, id).await?;
    if let Outcome::Changed { value: Placed::Allowed(_), .. } = &outcome {
        wish.keep(tx, &id).await?;
    }
    Ok(outcome)
}

/// What was said when the call was started, where it still may be made.
async fn begun(tx: Tx<'_>, id: CallId) -> Result<Outcome<Placed>> {
    let kept = call::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    let press = kept_press(&kept)?;
    match decide(tx, press).await.permit() {
        Err(decision) => refuse(tx, press, decision).await,
        Ok(_permit) => match (kept.started_at, kept.permit_expires_at, press.point) {
            (Some(started_at), Some(end), Some(point)) if tx.now < end => {
                let shown = ShownPermit { call: id, uri: uri_of(tx, point).await?, expires_at: started_at };
                Ok(Outcome::Unchanged(Placed::Allowed(shown)))
            }
            _ => Err(Error::LinkGone),
        },
    }
}

async fn first_number(tx: Tx<'_>, customer: CustomerId) -> Result<Option<ContactPointId>> {
    let points = customer::points(tx.scope, customer).await?;
    let first = points.into_iter().find(|point| point.kind == PointKind::Phone.code());
    Ok(first.map(|point| point.id.into()))
}
