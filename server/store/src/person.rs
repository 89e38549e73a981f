//! Every place that can hold personal data of a customer, and its physical erasure.
//!
//! What an import could undo is nowhere beside this: the ledger says by identifiers whom it added.
//!
//! What was typed with their number while it was a stranger's is forgotten with its digits
//! ([`forget_words`](crate::suppression::forget_words)).
//!
//! What stays: keyed hashes on the do-not-call list, the answers without name, number or address,
//! and the ledger, whose commitments nobody can open any more.

use chrono::{DateTime, Utc};
use domain::{id::CustomerId, message::MessageState};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, prelude::*, sea_query::Query};

use crate::{
    Scope,
    db::fresh,
    entity::{
        audit_comment, audit_finding, consent_event, consent_invalidation, contact_point, customer, customer_grant,
        customer_link, dnc_mark, interaction, ledger_opening, message_intent, request, retained_identity,
        suppression_source,
    },
    error::Result,
};

/// Keeps the keyed hash of a contact point of a person who will be erased.
pub async fn retain_identity(scope: &Scope, identity: retained_identity::Model) -> Result<()> {
    retained_identity::Entity::insert(fresh(identity)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Forgets the hashes that were kept of a person who withdrew, and did not mean it.
pub async fn forget_identity(scope: &Scope, id: CustomerId) -> Result<()> {
    retained_identity::Entity::delete_many()
        .filter(retained_identity::Column::BusinessId.eq(scope.business.0))
        .filter(retained_identity::Column::CustomerId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Erases a person, in every table that can hold something about them.
pub async fn erase(scope: &Scope, id: CustomerId, now: DateTime<Utc>) -> Result<()> {
    let business = scope.business.0;
    ledger_opening::Entity::delete_many()
        .filter(ledger_opening::Column::BusinessId.eq(business))
        .filter(ledger_opening::Column::CustomerId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    contact_point::Entity::delete_many()
        .filter(contact_point::Column::BusinessId.eq(business))
        .filter(contact_point::Column::CustomerId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    forget_messages(scope, id, now).await?;
    forget_notes(scope, id).await?;
    customer::Entity::update_many()
        .col_expr(customer::Column::ImportIdentity, Expr::value(None::<String>))
        .col_expr(customer::Column::ErasedAt, Expr::value(now))
        .filter(customer::Column::BusinessId.eq(business))
        .filter(customer::Column::MergedInto.eq(id.0))
        .exec(&scope.tx)
        .await?;
    customer::Entity::update(emptied(business, id, now)).exec(&scope.tx).await?;
    Ok(())
}

/// What was written to the person, and their links: who follows one hears that nothing is held. A message
/// that still waits has nowhere to go any more.
async fn forget_messages(scope: &Scope, id: CustomerId, now: DateTime<Utc>) -> Result<()> {
    let business = scope.business.0;
    message_intent::Entity::update_many()
        .col_expr(message_intent::Column::State, Expr::value(MessageState::Dropped.code()))
        .col_expr(message_intent::Column::DueAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(message_intent::Column::SettledAt, Expr::value(now))
        .filter(message_intent::Column::BusinessId.eq(business))
        .filter(message_intent::Column::CustomerId.eq(id.0))
        .filter(message_intent::Column::State.eq(MessageState::Owed.code()))
        .exec(&scope.tx)
        .await?;
    message_intent::Entity::update_many()
        .col_expr(message_intent::Column::Recipient, Expr::value(None::<String>))
        .col_expr(message_intent::Column::Content, Expr::value(None::<Json>))
        .filter(message_intent::Column::BusinessId.eq(business))
        .filter(message_intent::Column::CustomerId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    customer_grant::Entity::delete_many()
        .filter(customer_grant::Column::BusinessId.eq(business))
        .filter(customer_grant::Column::CustomerId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    customer_link::Entity::delete_many()
        .filter(customer_link::Column::BusinessId.eq(business))
        .filter(customer_link::Column::CustomerId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// The free texts that staff may have written about the person.
async fn forget_notes(scope: &Scope, id: CustomerId) -> Result<()> {
    let business = scope.business.0;
    let nothing = || Expr::value(None::<String>);
    interaction::Entity::update_many()
        .col_expr(interaction::Column::Note, nothing())
        .filter(interaction::Column::BusinessId.eq(business))
        .filter(interaction::Column::CustomerId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    consent_event::Entity::update_many()
        .col_expr(consent_event::Column::Note, nothing())
        .filter(consent_event::Column::BusinessId.eq(business))
        .filter(consent_event::Column::CustomerId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    consent_invalidation::Entity::update_many()
        .col_expr(consent_invalidation::Column::Reason, nothing())
        .filter(consent_invalidation::Column::BusinessId.eq(business))
        .filter(consent_invalidation::Column::CustomerId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    request::Entity::update_many()
        .col_expr(request::Column::Asked, nothing())
        .col_expr(request::Column::Extension, nothing())
        .col_expr(request::Column::Outcome, nothing())
        .col_expr(request::Column::Told, nothing())
        .filter(request::Column::BusinessId.eq(business))
        .filter(request::Column::CustomerId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    forget_what_was_found(scope, id).await?;
    dnc_mark::Entity::update_many()
        .col_expr(dnc_mark::Column::LiftReason, nothing())
        .col_expr(dnc_mark::Column::LiftEvidence, nothing())
        .filter(dnc_mark::Column::BusinessId.eq(business))
        .filter(dnc_mark::Column::CustomerId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    suppression_source::Entity::update_many()
        .col_expr(suppression_source::Column::Note, nothing())
        .col_expr(suppression_source::Column::LiftReason, nothing())
        .col_expr(suppression_source::Column::LiftEvidence, nothing())
        .filter(suppression_source::Column::BusinessId.eq(business))
        .filter(suppression_source::Column::CustomerId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// What was written about findings that concern the person.
async fn forget_what_was_found(scope: &Scope, id: CustomerId) -> Result<()> {
    let business = scope.business.0;
    let concerning = Query::select()
        .column(audit_finding::Column::Id)
        .from(audit_finding::Entity)
        .and_where(audit_finding::Column::BusinessId.eq(business))
        .and_where(audit_finding::Column::CustomerId.eq(id.0))
        .to_owned();
    audit_comment::Entity::update_many()
        .col_expr(audit_comment::Column::Text, Expr::value(None::<String>))
        .filter(audit_comment::Column::BusinessId.eq(business))
        .filter(audit_comment::Column::FindingId.in_subquery(concerning))
        .exec(&scope.tx)
        .await?;
    audit_finding::Entity::update_many()
        .col_expr(audit_finding::Column::Resolution, Expr::value(None::<String>))
        .filter(audit_finding::Column::BusinessId.eq(business))
        .filter(audit_finding::Column::CustomerId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

fn emptied(business: Uuid, id: CustomerId, now: DateTime<Utc>) -> customer::ActiveModel {
    customer::ActiveModel {
        business_id: Set(business),
        id: Set(id.0),
        full_name: Set(None),
        sort_name: Set(None),
        company: Set(None),
        address_line: Set(None),
        city: Set(None),
        region: Set(None),
        postal_code: Set(None),
        country: Set(None),
        language: Set(None),
        time_zone: Set(None),
        note: Set(None),
        extra: Set(Json::Array(Vec::new())),
        import_identity: Set(None),
        erased_at: Set(Some(now)),
        ..Default::default()
    }
}
