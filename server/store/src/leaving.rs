//! Every place where a business keeps the address of somebody who leaves, and its erasure.
//!
//! What stays: their name and identifier beside what they did, and the ledger, whose commitments to the address
//! nobody can open any more.

use chrono::{DateTime, Utc};
use domain::{
    event::EventKind,
    id::{AccountId, InvitationId, MemberId, MessageId},
    message::MessageState,
};
use sea_orm::{Condition, EntityTrait, QueryFilter, QuerySelect, prelude::*};

use crate::{
    Scope,
    entity::{invitation, ledger_entry, ledger_opening, member_mail},
    error::Result,
    ledger,
    member_mail::use_up,
};

/// The addresses with which a member signed in, as far as the ledger tells of their changes.
pub async fn addresses(scope: &Scope, member: MemberId) -> Result<Vec<String>> {
    let changes = changes_of(scope, member).await?;
    Ok(ledger::openings_of(scope, &changes).await?.into_iter().map(|opening| opening.value).collect())
}

/// The positions at which the ledger tells that a member signs in with another address.
async fn changes_of(scope: &Scope, member: MemberId) -> Result<Vec<i64>> {
    Ok(ledger_entry::Entity::find()
        .select_only()
        .column(ledger_entry::Column::Seq)
        .filter(ledger_entry::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_entry::Column::Kind.eq(EventKind::MemberAddressChanged.code()))
        .filter(ledger_entry::Column::SubjectId.eq(member.0))
        .into_tuple()
        .all(&scope.tx)
        .await?)
}

/// The mails to an account, or to one of its addresses.
pub async fn mails(scope: &Scope, account: AccountId, addresses: &[String]) -> Result<Vec<MessageId>> {
    let ids: Vec<Uuid> = member_mail::Entity::find()
        .select_only()
        .column(member_mail::Column::Id)
        .filter(member_mail::Column::BusinessId.eq(scope.business.0))
        .filter(to(account, addresses))
        .into_tuple()
        .all(&scope.tx)
        .await?;
    Ok(ids.into_iter().map(MessageId).collect())
}

fn to(account: AccountId, addresses: &[String]) -> Condition {
    let recipient = member_mail::Column::Recipient.is_in(addresses.iter().map(String::as_str));
    Condition::any().add(member_mail::Column::AccountId.eq(account.0)).add(recipient)
}

/// The invitations to one of these addresses that were neither used nor taken back.
pub async fn open_invitations(scope: &Scope, addresses: &[String]) -> Result<Vec<InvitationId>> {
    let ids: Vec<Uuid> = invitation::Entity::find()
        .select_only()
        .column(invitation::Column::Id)
        .filter(invitation::Column::BusinessId.eq(scope.business.0))
        .filter(invitation::Column::Email.is_in(addresses.iter().map(String::as_str)))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .into_tuple()
        .all(&scope.tx)
        .await?;
    Ok(ids.into_iter().map(InvitationId).collect())
}

/// Forgets the addresses of an account in its mails and in the invitations to it. No link in them is good any more,
/// and what still waits is not sent.
pub async fn forget_addresses(
    scope: &Scope,
    account: AccountId,
    addresses: &[String],
    now: DateTime<Utc>,
) -> Result<()> {
    use_up(scope, account, now).await?;
    member_mail::Entity::update_many()
        .col_expr(member_mail::Column::State, Expr::value(MessageState::Dropped.code()))
        .col_expr(member_mail::Column::DueAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(member_mail::Column::SettledAt, Expr::value(now))
        .filter(member_mail::Column::BusinessId.eq(scope.business.0))
        .filter(member_mail::Column::State.eq(MessageState::Owed.code()))
        .filter(to(account, addresses))
        .exec(&scope.tx)
        .await?;
    member_mail::Entity::update_many()
        .col_expr(member_mail::Column::Recipient, Expr::value(""))
        .filter(member_mail::Column::BusinessId.eq(scope.business.0))
        .filter(to(account, addresses))
        .exec(&scope.tx)
        .await?;
    let open = open_invitations(scope, addresses).await?;
    invitation::Entity::update_many()
        .col_expr(invitation::Column::RevokedAt, Expr::value(now))
        .filter(invitation::Column::BusinessId.eq(scope.business.0))
        .filter(invitation::Column::Id.is_in(open.iter().map(|id| id.0)))
        .exec(&scope.tx)
        .await?;
    // The name may be what stands before the @.
    invitation::Entity::update_many()
        .col_expr(invitation::Column::Email, Expr::value(""))
        .col_expr(invitation::Column::Name, Expr::value(""))
        .filter(invitation::Column::BusinessId.eq(scope.business.0))
        .filter(invitation::Column::Email.is_in(addresses.iter().map(String::as_str)))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Forgets from what to what a member changed their address.
pub async fn forget_changes(scope: &Scope, member: MemberId) -> Result<()> {
    let changes = changes_of(scope, member).await?;
    ledger_opening::Entity::delete_many()
        .filter(ledger_opening::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_opening::Column::Seq.is_in(changes))
        .exec(&scope.tx)
        .await?;
    Ok(())
}
