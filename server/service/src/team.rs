//! The members of a business: who they are, what they may do, and how they come and go.

mod hand_over;
mod invitation;
mod join;
mod remove;
mod second_factor;
mod standing;
#[cfg(test)]
mod tests;

pub use hand_over::hand_over;
pub(crate) use invitation::invitation_link;
pub use invitation::{invite, revoke};
pub use join::{invitation, join};
pub use remove::{removal, remove};
pub use second_factor::{require_second_factor, second_factor};
pub(crate) use standing::is_last_owner;
pub use standing::{disable, enable, set_role};

use domain::{
    access::{Right, Role},
    id::{InvitationId, MemberId},
    wire::{team::view, training::view::State},
};
use store::{StoreError, entity, member};

use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
    training,
};

/// The members and the open invitations.
pub async fn list(service: &Service, ctx: &Ctx) -> Result<view::Team> {
    ctx.require(Right::AdministerTeam)?;
    let scope = service.db.read(ctx.business).await?;
    let rows: Vec<_> = member::list(&scope).await?.into_iter().filter(|row| row.left_at.is_none()).collect();
    let open = member::list_invitations(&scope, service.now()).await?;
    drop(scope);
    let (editions, now) = (training::editions(service).await?, service.now());
    let successors = ctx.member().filter(|_| ctx.may(Right::GovernOwners));
    let successors = successors.map(|me| rows.iter().filter(|row| hand_over::may_follow(row, me)).map(named).collect());
    let mut emails = store::account::emails(&service.db, rows.iter().map(|row| row.account_id)).await?;
    let mut members = Vec::with_capacity(rows.len());
    for row in rows {
        let (email, training) = (emails.remove(&row.account_id), training::state(&row, &editions, now));
        members.push(shown(ctx, row, email.unwrap_or_default(), training)?);
    }
    let invitations = open.into_iter().map(open_invitation).collect::<Result<_>>()?;
    let grantable = Role::ALL.into_iter().filter(|role| may_grant(ctx, *role)).collect();
    Ok(view::Team { members, invitations, grantable, successors })
}

fn named(row: &entity::member::Model) -> (MemberId, String) {
    (MemberId(row.id), row.name.clone())
}

fn shown(ctx: &Ctx, row: entity::member::Model, email: String, training: State) -> Result<view::Member> {
    let (id, role) = (MemberId(row.id), role_of(&row)?);
    Ok(view::Member {
        id,
        name: row.name,
        email,
        role,
        joined_at: row.joined_at,
        disabled_at: row.disabled_at,
        training,
        is_me: ctx.member() == Some(id),
        may_change: may_grant(ctx, role),
    })
}

fn open_invitation(row: entity::invitation::Model) -> Result<view::Invitation> {
    let role = invited_role(&row)?;
    let id = InvitationId(row.id);
    Ok(view::Invitation { id, name: row.name, email: row.email, role, expires_at: row.expires_at })
}

pub(crate) fn role_of(member: &entity::member::Model) -> Result<Role> {
    Role::from_code(&member.role).map_err(|_| Error::Store(StoreError::Garbled("member.role")))
}

fn invited_role(invitation: &entity::invitation::Model) -> Result<Role> {
    Role::from_code(&invitation.role).map_err(|_| Error::Store(StoreError::Garbled("invitation.role")))
}

/// Whether whoever acts may give, change or take away this role. An actor without a role is the
/// operator, who answers for the installation.
fn may_grant(ctx: &Ctx, role: Role) -> bool {
    ctx.role.map_or_else(|| ctx.may(Right::GovernOwners), |own| own.may_grant(role))
}

fn require_grant(ctx: &Ctx, role: Role) -> Result<()> {
    if may_grant(ctx, role) { Ok(()) } else { Err(Error::Forbidden) }
}
