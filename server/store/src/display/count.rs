//! What office screens count: numbers, and kinds of events. No query here reads a name, a number or an address.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    consent::{ConsentStatus, Method},
    topic::Topic,
};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use crate::{
    Scope,
    entity::{consent_event, denial, ledger_entry},
    error::Result,
};

/// How many people agreed to data collection since an instant. What an import brought was said on another day.
pub async fn consents(scope: &Scope, since: DateTime<Utc>) -> Result<u64> {
    let given = answers(scope, since)
        .filter(consent_event::Column::Topic.eq(Topic::DataCollection.code()))
        .filter(consent_event::Column::Status.eq(ConsentStatus::Given.code()));
    people(scope, given).await
}

/// How many people said no to something since an instant, those of whom nothing is kept included.
pub async fn refusals(scope: &Scope, since: DateTime<Utc>) -> Result<u64> {
    let noes = [ConsentStatus::Refused, ConsentStatus::Withdrawn].map(ConsentStatus::code);
    let said = people(scope, answers(scope, since).filter(consent_event::Column::Status.is_in(noes))).await?;
    let denials = denial::Entity::find()
        .filter(denial::Column::BusinessId.eq(scope.business.0))
        .filter(denial::Column::At.gte(since))
        .count(&scope.tx)
        .await?;
    Ok(said + denials)
}

fn answers(scope: &Scope, since: DateTime<Utc>) -> Select<consent_event::Entity> {
    consent_event::Entity::find()
        .filter(consent_event::Column::BusinessId.eq(scope.business.0))
        .filter(consent_event::Column::RecordedAt.gte(since))
        .filter(consent_event::Column::InvalidatedAt.is_null())
        .filter(consent_event::Column::Method.ne(Method::Import.code()))
}

/// Whose answers these are: each person once.
async fn people(scope: &Scope, answers: Select<consent_event::Entity>) -> Result<u64> {
    Ok(answers.select_only().column(consent_event::Column::CustomerId).distinct().count(&scope.tx).await?)
}

/// An entry as a screen may know it: where it stands, what it is, and when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its position.
    pub seq: i64,
    /// Its kind, as a code.
    pub kind: String,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// The newest entries of these kinds behind a position, the newest first, at most `limit`.
pub async fn happened(scope: &Scope, after: i64, kinds: &BTreeSet<&str>, limit: u64) -> Result<Vec<Entry>> {
    let rows: Vec<(i64, String, DateTime<Utc>)> = ledger_entry::Entity::find()
        .select_only()
        .columns([ledger_entry::Column::Seq, ledger_entry::Column::Kind, ledger_entry::Column::At])
        .filter(ledger_entry::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_entry::Column::Seq.gt(after))
        .filter(ledger_entry::Column::Kind.is_in(kinds.iter().copied()))
        .order_by_desc(ledger_entry::Column::Seq)
        .limit(limit)
        .into_tuple()
        .all(&scope.tx)
        .await?;
    Ok(rows.into_iter().map(|(seq, kind, at)| Entry { seq, kind, at }).collect())
}
