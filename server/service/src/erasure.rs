//! Erasing people who withdrew `data_collection`, when their time has come.

use domain::{
    access::Right,
    actor::Actor,
    event::{Event, PointKind},
    id::{BusinessId, CustomerId},
};
use store::{
    customer, message, person,
    suppression::{self, Words},
};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::Result,
    ports::new_id,
};

/// Erases everybody who is due, in every business, and empties the database's log behind it.
pub async fn run_due(service: &Service) -> Result<usize> {
    let mut erased = 0;
    for business in service.db.open_businesses().await? {
        erased += erase_due(service, business).await?;
    }
    if erased > 0 {
        service.db.truncate_log().await?;
    }
    Ok(erased)
}

async fn erase_due(service: &Service, business: BusinessId) -> Result<usize> {
    let now = service.clock.now();
    let scope = service.db.read(business).await?;
    let due = customer::due_for_erasure(&scope, now).await?;
    drop(scope);
    let request = new_id(now, &*service.random).into();
    let ctx = Ctx { business, actor: Actor::System, role: None, scope: None, request, session: None };
    for customer in &due {
        let id = CustomerId(customer.id);
        forget_mails(service, business, id).await?;
        service.change(&ctx, Right::Curate, id, |tx, id| Box::pin(erase(tx, *id))).await?;
    }
    Ok(due.len())
}

/// Deletes the mails that are kept on the disk, before the rows that name them.
async fn forget_mails(service: &Service, business: BusinessId, id: CustomerId) -> Result<()> {
    let scope = service.db.read(business).await?;
    let mails = message::every_id(&scope, id).await?;
    service.forget_mails(&mails)
}

async fn erase(tx: Tx<'_>, id: CustomerId) -> Result<Outcome<()>> {
    let due = customer::find(tx.scope, id)
        .await?
        .is_some_and(|found| found.erased_at.is_none() && found.erase_at.is_some_and(|at| at <= tx.now));
    if !due {
        return Ok(Outcome::Unchanged(()));
    }
    suppression::forget_numbers_of(tx.scope, id).await?;
    forget_words_about(tx, id).await?;
    // An older database, brought back, may hold them apart: each is erased by its own entry.
    let merged = customer::merged_into(tx.scope, id).await?;
    person::erase(tx.scope, id, tx.now).await?;
    let erased = std::iter::once(id).chain(merged).map(|customer| Event::CustomerErased { customer });
    Ok(Outcome::many(erased.collect(), ()))
}

/// What was typed with the person's numbers while they were a stranger's may name them.
async fn forget_words_about(tx: Tx<'_>, id: CustomerId) -> Result<()> {
    let points = customer::every_point(tx.scope, id).await?.into_iter();
    let numbers = points.filter(|point| point.kind == PointKind::Phone.code());
    let hash = |value: &str| Ok(tx.hash_contact("phone", value)?.to_string());
    let hashes: Vec<String> = numbers.map(|point| hash(&point.value)).collect::<Result<_>>()?;
    let listed = suppression::list_by_hash(tx.scope, &hashes).await?;
    let listed: Vec<_> = listed.into_iter().map(|number| number.id.into()).collect();
    Ok(suppression::forget_words(tx.scope, &listed, Words::All).await?)
}
