//! A member's standing: their role, and whether they have access.

use domain::{
    access::{Right, Role},
    error::Problem,
    event::Event,
    id::MemberId,
};
use store::{Scope, entity::member as row, member, session};

use super::{require_grant, role_of};
use crate::{
    Service, account,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// Gives a member another role.
///
/// # Errors
/// [`Error::Forbidden`] when an admin touches an owner or makes one, and a problem of the field
/// `role` when the business would be without an owner.
pub async fn set_role(service: &Service, ctx: &Ctx, member: MemberId, role: &str) -> Result<()> {
    let role = Role::from_code(role).map_err(|problem| Error::field("role", problem))?;
    let input = (member, role);
    let work = service.change(ctx, Right::AdministerTeam, input, |tx, (id, to)| Box::pin(change_role(tx, *id, *to)));
    work.await?;
    Ok(())
}

async fn change_role(tx: Tx<'_>, id: MemberId, to: Role) -> Result<Outcome<()>> {
    let (member, from) = changeable(tx, id).await?;
    require_grant(tx.ctx, to)?;
    if from == to {
        return Ok(Outcome::Unchanged(()));
    }
    keep_an_owner(tx, &member, "role").await?;
    member::set_role(tx.scope, id, to.code()).await?;
    Ok(Outcome::one(Event::MemberRoleChanged { member: id, from, to }, ()))
}

/// Stops a member's access at once: every session of theirs in this business ends.
///
/// # Errors
/// [`Error::Forbidden`] when an admin touches an owner, and a problem of the field `member` for
/// oneself and for the last owner.
pub async fn disable(service: &Service, ctx: &Ctx, member: MemberId) -> Result<()> {
    service.change(ctx, Right::AdministerTeam, member, |tx, id| Box::pin(stop(tx, *id))).await?;
    let sessions = session::list_of_member(&service.db, member).await?;
    // An identifier of another business's member changes nothing above, and ends nothing here.
    let own = sessions.into_iter().filter(|session| session.business_id == ctx.business.0).collect();
    account::end_all(service, own).await
}

async fn stop(tx: Tx<'_>, id: MemberId) -> Result<Outcome<()>> {
    let (member, _) = changeable(tx, id).await?;
    if tx.ctx.member() == Some(id) {
        let problem = Problem::Other("You cannot disable yourself. Ask another admin or owner".into());
        return Err(Error::field("member", problem));
    }
    if member.disabled_at.is_some() {
        return Ok(Outcome::Unchanged(()));
    }
    keep_an_owner(tx, &member, "member").await?;
    member::set_disabled(tx.scope, id, Some(tx.now)).await?;
    Ok(Outcome::one(Event::MemberDisabled { member: id }, ()))
}

/// Gives a member their access back. They sign in again.
pub async fn enable(service: &Service, ctx: &Ctx, member: MemberId) -> Result<()> {
    service.change(ctx, Right::AdministerTeam, member, |tx, id| Box::pin(give_back(tx, *id))).await?;
    Ok(())
}

async fn give_back(tx: Tx<'_>, id: MemberId) -> Result<Outcome<()>> {
    let (member, _) = changeable(tx, id).await?;
    if member.disabled_at.is_none() {
        return Ok(Outcome::Unchanged(()));
    }
    member::set_disabled(tx.scope, id, None).await?;
    Ok(Outcome::one(Event::MemberEnabled { member: id }, ()))
}

/// The member with their role, if whoever acts may touch them.
pub(super) async fn changeable(tx: Tx<'_>, id: MemberId) -> Result<(row::Model, Role)> {
    let member = member::find(tx.scope, id).await?.filter(|member| member.left_at.is_none()).ok_or(Error::NotFound)?;
    let role = role_of(&member)?;
    require_grant(tx.ctx, role)?;
    Ok((member, role))
}

/// Fails when the business would be left without an owner who has access.
pub(super) async fn keep_an_owner(tx: Tx<'_>, leaving: &row::Model, field: &str) -> Result<()> {
    if !is_last_owner(tx.scope, leaving).await? {
        return Ok(());
    }
    Err(Error::field(field, Problem::Other("This is the last owner. Make somebody else an owner first".into())))
}

/// Whether a business has no other owner who has access.
pub(crate) async fn is_last_owner(scope: &Scope, member: &row::Model) -> Result<bool> {
    let answers = |member: &&row::Model| member.role == Role::Owner.code() && member.disabled_at.is_none();
    let others = member::list(scope).await?.iter().filter(answers).any(|owner| owner.id != member.id);
    Ok(answers(&member) && !others)
}
