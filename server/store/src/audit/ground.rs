//! What the checks of an audit read, in stretches: a business may have any number of rows.

use chrono::{DateTime, Utc};
use domain::{
    consent::{ConsentStatus, Method},
    event::PointKind,
    id::CustomerId,
    message::{MessageClass, MessageState},
    request::RequestKind,
};
use sea_orm::{Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*, sea_query::Query};

use crate::{
    Scope,
    entity::{
        call, consent_event, contact_point, customer, dnc_mark, ledger_entry, message_intent, request, suppression,
        suppression_source,
    },
    error::Result,
};

/// The customers behind this one by identifier, erased and merged ones included, at most `limit`.
pub async fn customers_after(scope: &Scope, after: Uuid, limit: u64) -> Result<Vec<customer::Model>> {
    Ok(customer::Entity::find()
        .filter(customer::Column::BusinessId.eq(scope.business.0))
        .filter(customer::Column::Id.gt(after))
        .order_by_asc(customer::Column::Id)
        .limit(limit)
        .all(&scope.tx)
        .await?)
}

/// Whoever was merged into these customers.
pub async fn merged_into(scope: &Scope, customers: &[Uuid]) -> Result<Vec<customer::Model>> {
    Ok(customer::Entity::find()
        .filter(customer::Column::BusinessId.eq(scope.business.0))
        .filter(customer::Column::MergedInto.is_in(customers.iter().copied()))
        .all(&scope.tx)
        .await?)
}

/// The entries of these kinds about these customers, in order.
pub async fn entries_about(scope: &Scope, customers: &[Uuid], kinds: &[&str]) -> Result<Vec<ledger_entry::Model>> {
    Ok(ledger_entry::Entity::find()
        .filter(ledger_entry::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_entry::Column::SubjectId.is_in(customers.iter().copied()))
        .filter(ledger_entry::Column::SubjectKind.eq("customer"))
        .filter(ledger_entry::Column::Kind.is_in(kinds.iter().copied()))
        .order_by_asc(ledger_entry::Column::Seq)
        .all(&scope.tx)
        .await?)
}

/// The entries of these kinds behind a position, in order, at most `limit`.
pub async fn entries_after(scope: &Scope, after: i64, kinds: &[&str], limit: u64) -> Result<Vec<ledger_entry::Model>> {
    Ok(ledger_entry::Entity::find()
        .filter(ledger_entry::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_entry::Column::Kind.is_in(kinds.iter().copied()))
        .filter(ledger_entry::Column::Seq.gt(after))
        .order_by_asc(ledger_entry::Column::Seq)
        .limit(limit)
        .all(&scope.tx)
        .await?)
}

/// How many entries there were at an instant.
pub async fn entries_by(scope: &Scope, at: DateTime<Utc>) -> Result<i64> {
    let last = ledger_entry::Entity::find()
        .filter(ledger_entry::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_entry::Column::At.lte(at))
        .order_by_desc(ledger_entry::Column::Seq)
        .one(&scope.tx)
        .await?;
    Ok(last.map_or(0, |entry| entry.seq))
}

/// The calls that were allowed, behind this one by identifier, at most `limit`.
pub async fn allowed_calls_after(scope: &Scope, after: Uuid, limit: u64) -> Result<Vec<call::Model>> {
    let made = Condition::any().add(call::Column::Decision.eq("allowed")).add(call::Column::StartedAt.is_not_null());
    Ok(call::Entity::find()
        .filter(call::Column::BusinessId.eq(scope.business.0))
        .filter(call::Column::Id.gt(after))
        .filter(made)
        .order_by_asc(call::Column::Id)
        .limit(limit)
        .all(&scope.tx)
        .await?)
}

/// The marks of these customers, lifted ones included.
pub async fn marks_of(scope: &Scope, customers: &[Uuid]) -> Result<Vec<dnc_mark::Model>> {
    Ok(dnc_mark::Entity::find()
        .filter(dnc_mark::Column::BusinessId.eq(scope.business.0))
        .filter(dnc_mark::Column::CustomerId.is_in(customers.iter().copied()))
        .all(&scope.tx)
        .await?)
}

/// The restrictions of these customers, lifted ones included (GDPR 18).
pub async fn restrictions_of(scope: &Scope, customers: &[Uuid]) -> Result<Vec<request::Model>> {
    Ok(request::Entity::find()
        .filter(request::Column::BusinessId.eq(scope.business.0))
        .filter(request::Column::CustomerId.is_in(customers.iter().copied()))
        .filter(request::Column::Kind.eq(RequestKind::Restriction.code()))
        .all(&scope.tx)
        .await?)
}

/// These contact points, retired ones included.
pub async fn points(scope: &Scope, ids: &[Uuid]) -> Result<Vec<contact_point::Model>> {
    Ok(contact_point::Entity::find()
        .filter(contact_point::Column::BusinessId.eq(scope.business.0))
        .filter(contact_point::Column::Id.is_in(ids.iter().copied()))
        .all(&scope.tx)
        .await?)
}

/// Every source of the numbers with these hashes, lifted ones included, with the hash.
pub async fn sources_of(scope: &Scope, hashes: &[String]) -> Result<Vec<(String, suppression_source::Model)>> {
    let numbers = suppression::Entity::find()
        .filter(suppression::Column::BusinessId.eq(scope.business.0))
        .filter(suppression::Column::Hash.is_in(hashes.iter().map(String::as_str)))
        .all(&scope.tx)
        .await?;
    let sources = suppression_source::Entity::find()
        .filter(suppression_source::Column::BusinessId.eq(scope.business.0))
        .filter(suppression_source::Column::SuppressionId.is_in(numbers.iter().map(|number| number.id)))
        .all(&scope.tx)
        .await?;
    let hash = |id| numbers.iter().find(|number| number.id == id).map(|number| number.hash.clone());
    Ok(sources.into_iter().filter_map(|source| Some((hash(source.suppression_id)?, source))).collect())
}

/// The answers that a member recorded as a yes, without a version of the words, that still count: of people
/// who are on file.
pub async fn yeses_without_words(scope: &Scope) -> Result<Vec<consent_event::Model>> {
    Ok(consent_event::Entity::find()
        .filter(consent_event::Column::BusinessId.eq(scope.business.0))
        .filter(consent_event::Column::Status.eq(ConsentStatus::Given.code()))
        .filter(consent_event::Column::NoticeId.is_null())
        .filter(consent_event::Column::InvalidatedAt.is_null())
        .filter(consent_event::Column::Method.is_in([Method::Verbal, Method::Api].map(Method::code)))
        .filter(consent_event::Column::CustomerId.in_subquery(on_file(scope)))
        .order_by_asc(consent_event::Column::Id)
        .all(&scope.tx)
        .await?)
}

/// How many customers came on file before an instant and have no answer on `data_collection`.
pub async fn count_flagged_since(scope: &Scope, before: DateTime<Utc>) -> Result<u64> {
    let asked = Query::select()
        .column(consent_event::Column::CustomerId)
        .from(consent_event::Entity)
        .and_where(consent_event::Column::BusinessId.eq(scope.business.0))
        .and_where(consent_event::Column::Topic.eq(domain::topic::Topic::DataCollection.code()))
        .and_where(consent_event::Column::InvalidatedAt.is_null())
        .to_owned();
    Ok(customer::Entity::find()
        .filter(customer::Column::BusinessId.eq(scope.business.0))
        .filter(customer::Column::WithdrawnAt.is_null())
        .filter(customer::Column::ErasedAt.is_null())
        .filter(customer::Column::MergedInto.is_null())
        .filter(customer::Column::CreatedAt.lt(before))
        .filter(customer::Column::Id.not_in_subquery(asked))
        .count(&scope.tx)
        .await?)
}

/// The confirmations to people on file that failed, or that wait since before an instant. Where there is no
/// address nothing was lost: staff were asked to say it.
pub async fn undelivered(scope: &Scope, waiting_since: DateTime<Utc>) -> Result<Vec<message_intent::Model>> {
    let lost = message_intent::Column::State.eq(MessageState::Failed.code());
    let waits = Condition::all()
        .add(message_intent::Column::State.eq(MessageState::Owed.code()))
        .add(message_intent::Column::CreatedAt.lt(waiting_since));
    Ok(message_intent::Entity::find()
        .filter(message_intent::Column::BusinessId.eq(scope.business.0))
        .filter(message_intent::Column::Class.eq(MessageClass::Legal.code()))
        .filter(Condition::any().add(lost).add(waits))
        .filter(message_intent::Column::CustomerId.in_subquery(on_file(scope)))
        .order_by_asc(message_intent::Column::Id)
        .all(&scope.tx)
        .await?)
}

/// The addresses in use from which mail comes back.
pub async fn undeliverable(scope: &Scope) -> Result<Vec<contact_point::Model>> {
    Ok(contact_point::Entity::find()
        .filter(contact_point::Column::BusinessId.eq(scope.business.0))
        .filter(contact_point::Column::Kind.eq(PointKind::Email.code()))
        .filter(contact_point::Column::UndeliverableAt.is_not_null())
        .filter(contact_point::Column::RetiredAt.is_null())
        .filter(contact_point::Column::CustomerId.in_subquery(on_file(scope)))
        .order_by_asc(contact_point::Column::Id)
        .all(&scope.tx)
        .await?)
}

/// Which of these customers are on file: neither withdrawn nor erased.
pub async fn on_file_of(scope: &Scope, customers: &[CustomerId]) -> Result<Vec<CustomerId>> {
    let ids: Vec<Uuid> = customer::Entity::find()
        .select_only()
        .column(customer::Column::Id)
        .filter(customer::Column::BusinessId.eq(scope.business.0))
        .filter(customer::Column::Id.is_in(customers.iter().map(|id| id.0)))
        .filter(customer::Column::Id.in_subquery(on_file(scope)))
        .into_tuple()
        .all(&scope.tx)
        .await?;
    Ok(ids.into_iter().map(CustomerId).collect())
}

fn on_file(scope: &Scope) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(customer::Column::Id)
        .from(customer::Entity)
        .and_where(customer::Column::BusinessId.eq(scope.business.0))
        .and_where(customer::Column::WithdrawnAt.is_null())
        .and_where(customer::Column::ErasedAt.is_null())
        .to_owned()
}
