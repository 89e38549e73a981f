//! Whether a business asks every member for a second factor.

use domain::{access::Right, error::Problem, id::AccountId, setting::Setting, wire::team::view};
use store::{business, entity::member as row, member, session};

use crate::{
    Service, account,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    setting::{changed, on_or_off, word},
};

/// Who has a second factor, and whether everybody must.
pub async fn second_factor(service: &Service, ctx: &Ctx) -> Result<view::SecondFactors> {
    ctx.require(Right::AdministerTeam)?;
    let scope = service.db.read(ctx.business).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let members = member::list(&scope).await?;
    drop(scope);
    let without = without(service, members).await?;
    Ok(view::SecondFactors {
        required: business.second_factor_required,
        without: without.into_iter().map(|member| member.name).collect(),
    })
}

/// The members with access who sign in with a password alone.
async fn without(service: &Service, members: Vec<row::Model>) -> Result<Vec<row::Model>> {
    let with = store::second_factor::confirmed(&service.db, members.iter().map(|member| member.account_id)).await?;
    let lacks = |member: &row::Model| member.disabled_at.is_none() && !with.contains(&member.account_id);
    Ok(members.into_iter().filter(lacks).collect())
}

/// Asks every member for a second factor, or no more. Whoever has none is signed out at once, and sets one up at
/// the next sign-in.
///
/// # Errors
/// The field `required` while whoever asks has none: they would lock themselves out.
pub async fn require_second_factor(service: &Service, ctx: &Ctx, typed: &str) -> Result<()> {
    let on = on_or_off(typed).map_err(|problem| Error::field("required", problem))?;
    ctx.require(Right::AdministerTeam)?;
    if on && !has_one(service, ctx).await? {
        let words = "Set up your own second factor first, under Account";
        return Err(Error::field("required", Problem::Other(words.into())));
    }
    service.change(ctx, Right::AdministerTeam, on, |tx, on| Box::pin(set(tx, *on))).await?;
    if on { sign_out(service, ctx).await } else { Ok(()) }
}

/// Whether whoever asks has one; the operator needs none.
async fn has_one(service: &Service, ctx: &Ctx) -> Result<bool> {
    let Some(id) = ctx.member() else { return Ok(true) };
    let scope = service.db.read(ctx.business).await?;
    let own = member::find(&scope, id).await?.ok_or(Error::NotFound)?;
    drop(scope);
    account::is_on(service, AccountId(own.account_id)).await
}

async fn set(tx: Tx<'_>, on: bool) -> Result<Outcome<()>> {
    let mut found = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let event = changed(Setting::SecondFactorRequired, word(found.second_factor_required), word(on));
    found.second_factor_required = on;
    business::update(tx.scope, found).await?;
    Ok(Outcome::many(event.into_iter().collect(), ()))
}

/// Ends the sessions in this business of everybody who has no second factor.
async fn sign_out(service: &Service, ctx: &Ctx) -> Result<()> {
    let scope = service.db.read(ctx.business).await?;
    let members = member::list(&scope).await?;
    drop(scope);
    for member in without(service, members).await? {
        let sessions = session::list_of_member(&service.db, member.id.into()).await?;
        account::end_all(service, sessions).await?;
    }
    Ok(())
}
