//! Taking one source off the list: a stranger's, a list's, a refusal's. A mark's goes with the mark.

use std::sync::Arc;

use domain::{
    access::Right,
    dnc::{Lift, SourceKind},
    error::Problem,
    event::Event,
    id::{CustomerId, SuppressionId, SuppressionSourceId},
    wire::suppression::params,
};
use store::{Scope, entity::suppression_source, suppression};

use super::{batch::TOGETHER, forget_if_free, kind_of, lift_one};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    dnc::Grounds,
    error::{Error, Result},
};

/// A lift whose fields have been read.
struct Asked {
    number: SuppressionId,
    source: SuppressionSourceId,
    grounds: Grounds,
}

/// Takes a source off: by request, with reason and evidence, or by mistake, with reason. The number
/// is free when its last source is gone. With `whole`, everything goes that came with the same uploaded list,
/// which is a mistake and no request: what others said about the same numbers stands.
///
/// # Errors
/// Names the fields that are missing; refuses a mark's source, which goes only with the mark.
pub async fn lift(service: &Service, ctx: &Ctx, typed: params::Lift) -> Result<()> {
    let number = typed.number.parse().map_err(|_| Error::NotFound)?;
    let source = typed.source.parse().map_err(|_| Error::NotFound)?;
    ctx.require(Right::Curate)?;
    let grounds = Grounds::read(&typed.lift, &typed.reason, &typed.evidence)?;
    let asked = Asked { number, source, grounds };
    if typed.whole == "true" {
        return lift_list(service, ctx, asked).await;
    }
    let done = service.change(ctx, Right::Curate, asked, |tx, asked| Box::pin(take_off(tx, asked)));
    done.await.map(|done| done.value)
}

/// Takes off what was entered by hand about a number, whoever entered it. What else keeps it on the list stays.
///
/// # Errors
/// Names the fields that are missing; refuses where the number is on the list, and not because it was entered by hand.
pub async fn lift_strangers(service: &Service, ctx: &Ctx, typed: params::Lift) -> Result<()> {
    let number: SuppressionId = typed.number.parse().map_err(|_| Error::NotFound)?;
    ctx.require(Right::Curate)?;
    let grounds = Grounds::read(&typed.lift, &typed.reason, &typed.evidence)?;
    let input = (number, grounds);
    let done = service
        .change(ctx, Right::Curate, input, |tx, (number, grounds)| Box::pin(take_strangers_off(tx, *number, grounds)));
    done.await.map(|done| done.value)
}

async fn take_strangers_off(tx: Tx<'_>, number: SuppressionId, grounds: &Grounds) -> Result<Outcome<()>> {
    suppression::find(tx.scope, number).await?.ok_or(Error::NotFound)?;
    let standing = suppression::sources(tx.scope, &[number]).await?;
    let (mut events, listed) = (Vec::new(), !standing.is_empty());
    for source in standing {
        let kind = kind_of(&source)?;
        if kind == SourceKind::Stranger {
            events.push(lift_one(tx, source, kind, grounds).await?);
        }
    }
    if listed && events.is_empty() {
        return Err(wrong("id", "This number was not entered by hand: it goes with the mark, the refusal or the list"));
    }
    forget_if_free(tx, number).await?;
    Ok(Outcome::many(events, ()))
}

/// Takes the source of a customer's refusal off: they took it back by a link in a mail to them.
pub(crate) async fn lift_refusal(
    tx: Tx<'_>,
    customer: CustomerId,
    source: SuppressionSourceId,
    reason: &str,
    evidence: &str,
) -> Result<Option<Event>> {
    let grounds = Grounds::read(Lift::ByRequest.code(), reason, evidence)?;
    let Some(found) = suppression::find_source(tx.scope, source).await? else { return Ok(None) };
    let kind = kind_of(&found)?;
    if found.lifted_at.is_some() || found.customer_id != Some(customer.0) || !kind.is_lifted_alone() {
        return Ok(None);
    }
    lift_one(tx, found, kind, &grounds).await.map(Some)
}

async fn take_off(tx: Tx<'_>, asked: &Asked) -> Result<Outcome<()>> {
    let found = find(tx.scope, asked).await?;
    if found.lifted_at.is_some() {
        return Ok(Outcome::Unchanged(()));
    }
    let kind = kind_of(&found)?;
    if !kind.is_lifted_alone() {
        let with_the_mark = "This goes only with the customer's mark. Take the mark off on the customer's page";
        return Err(Error::field("source", Problem::Other(with_the_mark.into())));
    }
    let event = lift_one(tx, found, kind, &asked.grounds).await?;
    forget_if_free(tx, asked.number).await?;
    Ok(Outcome::one(event, ()))
}

async fn find(scope: &Scope, asked: &Asked) -> Result<suppression_source::Model> {
    let found = suppression::find_source(scope, asked.source).await?.ok_or(Error::NotFound)?;
    if found.suppression_id == asked.number.0 { Ok(found) } else { Err(Error::NotFound) }
}

/// Takes a wrongly uploaded list off, in changes for none of which a mark waits long. It goes on when nobody
/// waits for it; what it did stays, so it can be asked for again.
async fn lift_list(service: &Service, ctx: &Ctx, asked: Asked) -> Result<()> {
    let scope = service.db.read(ctx.business).await?;
    let list = find(&scope, &asked).await?.list;
    drop(scope);
    let list = list.ok_or_else(|| wrong("whole", "This did not come with an uploaded list"))?;
    if asked.grounds.lift != Lift::ByMistake {
        return Err(wrong("lift", "A whole list is taken off only where it was a mistake"));
    }
    let (service, ctx) = (service.clone(), ctx.clone());
    let lifting = tokio::spawn(async move {
        let asked = Arc::new((list, asked.grounds));
        loop {
            let some = Arc::clone(&asked);
            let done = service.change(&ctx, Right::Curate, some, |tx, some| Box::pin(lift_some(tx, &some.0, &some.1)));
            if done.await?.value == 0 {
                return Ok(());
            }
        }
    });
    lifting.await.map_err(|_| Error::Broken("the lifting of a list panicked"))?
}

/// Takes the next sources of a list off: how many.
async fn lift_some(tx: Tx<'_>, list: &str, grounds: &Grounds) -> Result<Outcome<usize>> {
    let mut events = Vec::new();
    for source in suppression::sources_of_list(tx.scope, list, TOGETHER as u64).await? {
        let (number, kind) = (source.suppression_id.into(), kind_of(&source)?);
        events.push(lift_one(tx, source, kind, grounds).await?);
        forget_if_free(tx, number).await?;
    }
    let count = events.len();
    Ok(Outcome::many(events, count))
}

fn wrong(field: &str, sentence: &str) -> Error {
    Error::field(field, Problem::Other(sentence.into()))
}
