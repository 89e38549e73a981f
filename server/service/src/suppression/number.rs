//! The page of one number of the list.

use domain::{
    access::Right,
    call::BlockReason,
    event::Event,
    id::{SuppressionId, SuppressionSourceId},
    phone::PhoneNumber,
    topic::Purpose,
    wire::suppression::{Listed, Row, params},
};
use store::{Scope, StoreError, business, entity::suppression as row, suppression};

use super::list::rows;
use crate::{
    Service,
    call::NumberRecord,
    change::Outcome,
    ctx::Ctx,
    error::{Error, Result},
};

/// The page of one number: why it is on the list, and what would be left if a source were gone.
///
/// # Errors
/// Fails where the business has no such number, not on the list and not before.
pub async fn show(service: &Service, ctx: &Ctx, number: &str) -> Result<Listed> {
    ctx.require(Right::Read)?;
    let id: SuppressionId = number.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let found = suppression::find(&scope, id).await?.ok_or(Error::NotFound)?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let purpose =
        Purpose::from_code(&business.default_purpose).map_err(|_| StoreError::Garbled("business.default_purpose"))?;
    let row = rows(&scope, vec![found.clone()]).await?.into_iter().next().ok_or(Error::NotFound)?;
    Ok(Listed {
        remaining: remaining(service, &scope, &found, &row, purpose).await?,
        row,
        purpose,
        may_work: ctx.may(Right::Work),
        may_curate: ctx.may(Right::Curate),
    })
}

/// What would still stand against a call without each of the sources that are taken off alone.
async fn remaining(
    service: &Service,
    scope: &Scope,
    found: &row::Model,
    row: &Row,
    purpose: Purpose,
) -> Result<Vec<(SuppressionSourceId, Vec<String>)>> {
    let alone = row.sources.iter().filter(|source| source.kind.is_lifted_alone());
    let Some(number) = &found.number else {
        // Only the hash is there: nobody can be found by it, and the list itself is all that can be said.
        let still = |count: usize| if count > 1 { vec![BlockReason::NumberSuppressed.sentence()] } else { Vec::new() };
        return Ok(alone.map(|source| (source.id, still(row.sources.len()))).collect());
    };
    let number = PhoneNumber::from_e164(number).map_err(|_| StoreError::Garbled("suppression.number"))?;
    let record = NumberRecord::load(&service.keys, &service.shelf, scope, &number).await?;
    let now = service.clock.now();
    let without = |source: SuppressionSourceId| {
        record.decide_without(source, purpose, now).reasons().iter().map(BlockReason::sentence).collect()
    };
    Ok(alone.map(|source| (source.id, without(source.id))).collect())
}

/// Shows the digits of a number of the list to a member, and records that.
///
/// # Errors
/// Fails where only the keyed hash of the number is kept: there are no digits to show.
pub async fn show_number(service: &Service, ctx: &Ctx, shown: params::ShowNumber) -> Result<String> {
    let id: SuppressionId = shown.number.parse().map_err(|_| Error::NotFound)?;
    let done = service.change(ctx, Right::Work, id, |tx, id| {
        let suppression = *id;
        Box::pin(async move {
            let found = suppression::find(tx.scope, suppression).await?.ok_or(Error::NotFound)?;
            let number = found.number.ok_or(Error::NotFound)?;
            let number = PhoneNumber::from_e164(&number).map_err(|_| StoreError::Garbled("suppression.number"))?;
            Ok(Outcome::one(Event::ListedNumberShown { suppression }, number.formatted()))
        })
    });
    done.await.map(|done| done.value)
}
