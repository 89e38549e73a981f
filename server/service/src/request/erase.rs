//! Erasing whoever asked for it: the withdrawal of `data_collection` that the interaction page records too.

use domain::{
    access::Right,
    consent::{ConsentStatus, Method},
    id::SubjectRequestId,
    request::{RequestKind, RequestState},
    topic::Topic,
    wire::request::params::Erase,
};

use super::{settle::close, waiting};
use crate::{
    Service,
    change::{Outcome, Tx},
    consent::Answered,
    ctx::Ctx,
    customer::visible,
    error::{Error, Result},
    interaction,
};

/// What was done with a request for erasure.
const ERASED: &str = "Blocked and hidden at once, and erased when the time of the setting is over";

/// Blocks and hides the customer behind a request for erasure now, and has them erased when their time has
/// come. The request is done with it.
///
/// # Errors
/// [`Error::NotFound`] for another kind of request and for a customer who is not on file any more,
/// [`Error::Stale`] where it was answered already.
pub async fn erase(service: &Service, ctx: &Ctx, typed: Erase) -> Result<()> {
    ctx.require(Right::Curate)?;
    let id: SubjectRequestId = typed.request.parse().map_err(|_| Error::NotFound)?;
    let done = service.change(ctx, Right::Curate, id, |tx, id| Box::pin(withdraw(tx, *id)));
    done.await.map(|done| done.value)
}

async fn withdraw(tx: Tx<'_>, id: SubjectRequestId) -> Result<Outcome<()>> {
    let found = waiting(tx, id).await?;
    if found.kind()? != RequestKind::Erasure {
        return Err(Error::NotFound);
    }
    let customer = visible(tx.scope, found.customer_id.into()).await?;
    let mut events = vec![close(tx, found, RequestState::Done, ERASED.to_owned(), None).await?];
    let answered = Answered {
        topic: Topic::DataCollection,
        status: ConsentStatus::Withdrawn,
        method: Method::Verbal,
        script: None,
        interaction: None,
        note: None,
    };
    events.extend(interaction::withdraw(tx, customer, answered).await?);
    Ok(Outcome::many(events, ()))
}
