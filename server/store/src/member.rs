//! Members and invitations.

use chrono::{DateTime, Utc};
use domain::id::{InvitationId, MemberId};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, prelude::*};

use crate::{
    Scope,
    db::fresh,
    entity::{invitation, member},
    error::Result,
};

/// A member.
pub async fn find(scope: &Scope, id: MemberId) -> Result<Option<member::Model>> {
    Ok(member::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// Every member, in the order in which they joined; those who left too.
pub async fn list(scope: &Scope) -> Result<Vec<member::Model>> {
    let query = member::Entity::find().filter(member::Column::BusinessId.eq(scope.business.0));
    Ok(query.order_by_asc(member::Column::JoinedAt).order_by_asc(member::Column::Id).all(&scope.tx).await?)
}

/// Makes a member.
pub async fn insert(scope: &Scope, member: member::Model) -> Result<()> {
    member::Entity::insert(fresh(member)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Gives a member another role.
pub async fn set_role(scope: &Scope, id: MemberId, role: &str) -> Result<()> {
    set(scope, id, member::Column::Role, Expr::value(role)).await
}

/// Gives a member another name.
pub async fn set_name(scope: &Scope, id: MemberId, name: &str) -> Result<()> {
    set(scope, id, member::Column::Name, Expr::value(name)).await
}

/// Stops a member's access, or gives it back.
pub async fn set_disabled(scope: &Scope, id: MemberId, at: Option<DateTime<Utc>>) -> Result<()> {
    set(scope, id, member::Column::DisabledAt, Expr::value(at)).await
}

/// Ends a membership for good. Who leaves has no access.
pub async fn set_left(scope: &Scope, id: MemberId, at: DateTime<Utc>) -> Result<()> {
    set_disabled(scope, id, Some(at)).await?;
    set(scope, id, member::Column::LeftAt, Expr::value(at)).await
}

/// Keeps that a member has read a version of the training.
pub async fn set_trained(scope: &Scope, id: MemberId, version: i32, at: DateTime<Utc>) -> Result<()> {
    set(scope, id, member::Column::TrainedVersion, Expr::value(version)).await?;
    set(scope, id, member::Column::TrainedAt, Expr::value(at)).await
}

/// Switches a member's single-key shortcuts on or off.
pub async fn set_keys(scope: &Scope, id: MemberId, enabled: bool) -> Result<()> {
    set(scope, id, member::Column::KeysEnabled, Expr::value(enabled)).await
}

async fn set(scope: &Scope, id: MemberId, column: member::Column, value: Expr) -> Result<()> {
    member::Entity::update_many()
        .col_expr(column, value)
        .filter(member::Column::BusinessId.eq(scope.business.0))
        .filter(member::Column::Id.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Makes an invitation.
pub async fn insert_invitation(scope: &Scope, invitation: invitation::Model) -> Result<()> {
    invitation::Entity::insert(fresh(invitation)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// An invitation.
pub async fn find_invitation(scope: &Scope, id: InvitationId) -> Result<Option<invitation::Model>> {
    Ok(invitation::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// The invitations that may still be used.
pub async fn list_invitations(scope: &Scope, now: DateTime<Utc>) -> Result<Vec<invitation::Model>> {
    use invitation::Column;
    Ok(invitation::Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::UsedAt.is_null())
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .order_by_asc(Column::CreatedAt)
        .all(&scope.tx)
        .await?)
}

/// Uses up an invitation, or takes it back.
pub async fn update_invitation(scope: &Scope, invitation: invitation::Model) -> Result<()> {
    invitation::Entity::update(fresh::<_, invitation::ActiveModel>(invitation)).exec(&scope.tx).await?;
    Ok(())
}
