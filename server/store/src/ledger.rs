//! The ledger's rows: its head, which orders all changes of a business, its entries, openings and checkpoints.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*,
    sea_query::OnConflict,
};
use uuid::Uuid;

use crate::{
    Scope,
    db::{fresh, insert_all},
    entity::{ledger_checkpoint, ledger_entry, ledger_head, ledger_opening},
    error::Result,
};

/// What an audit log page asks for. Every filter may be left out.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Entries about this customer.
    pub customer: Option<Uuid>,
    /// Entries about these too: they were merged into that customer.
    pub merged: Vec<Uuid>,
    /// Entries of this member.
    pub actor: Option<Uuid>,
    /// Entries of one of these kinds; of any where there is none.
    pub kinds: Vec<&'static str>,
    /// From this instant (UTC).
    pub from: Option<DateTime<Utc>>,
    /// Before this instant (UTC).
    pub to: Option<DateTime<Utc>>,
    /// Entries before this position: the next page.
    pub before: Option<i64>,
}

/// Locks the head of the business's ledger until the transaction ends, and reads it.
///
/// It is the first statement of every change, so that positions have no gaps and no change reads
/// facts that a change before it is about to alter.
pub async fn lock_head(scope: &Scope) -> Result<Option<ledger_head::Model>> {
    let mut head = ledger_head::Entity::find_by_id(scope.business.0);
    if scope.tx.get_database_backend() == sea_orm::DatabaseBackend::Postgres {
        head = head.lock_exclusive();
    }
    Ok(head.one(&scope.tx).await?)
}

/// Begins the ledger of a new business.
pub async fn open(scope: &Scope, frontier: Vec<u8>) -> Result<()> {
    let head = ledger_head::ActiveModel {
        business_id: Set(scope.business.0),
        size: Set(0),
        frontier: Set(frontier),
        tallied: Set(0),
    };
    ledger_head::Entity::insert(head).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Appends entries with their openings, and moves the head behind them.
pub async fn append(
    scope: &Scope,
    entries: Vec<ledger_entry::Model>,
    openings: Vec<ledger_opening::Model>,
    head: ledger_head::Model,
) -> Result<()> {
    insert_all(scope, entries).await?;
    insert_all(scope, openings).await?;
    ledger_head::Entity::update_many()
        .col_expr(ledger_head::Column::Size, Expr::value(head.size))
        .col_expr(ledger_head::Column::Frontier, Expr::value(head.frontier))
        .col_expr(ledger_head::Column::Tallied, Expr::value(head.tallied))
        .filter(ledger_head::Column::BusinessId.eq(scope.business.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Notes up to which entry the ledger is counted.
pub async fn set_tallied(scope: &Scope, seq: i64) -> Result<()> {
    ledger_head::Entity::update_many()
        .col_expr(ledger_head::Column::Tallied, Expr::value(seq))
        .filter(ledger_head::Column::BusinessId.eq(scope.business.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// How many entries wait to be counted.
pub async fn untallied(scope: &Scope) -> Result<u64> {
    let head = ledger_head::Entity::find_by_id(scope.business.0).one(&scope.tx).await?;
    Ok(head.map_or(0, |head| u64::try_from(head.size - head.tallied).unwrap_or_default()))
}

/// Whether every entry is counted.
pub async fn is_tallied(scope: &Scope) -> Result<bool> {
    Ok(untallied(scope).await? == 0)
}

/// Keeps a signed checkpoint.
pub async fn keep_checkpoint(scope: &Scope, checkpoint: ledger_checkpoint::Model) -> Result<()> {
    let row = fresh(checkpoint);
    let key = [ledger_checkpoint::Column::BusinessId, ledger_checkpoint::Column::Size];
    ledger_checkpoint::Entity::insert(row)
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_without_returning(&scope.tx)
        .await?;
    Ok(())
}

/// How many entries there are.
pub async fn size(scope: &Scope) -> Result<i64> {
    Ok(ledger_head::Entity::find_by_id(scope.business.0).one(&scope.tx).await?.map_or(0, |head| head.size))
}

/// The entries after a position, at most `limit`, in order.
pub async fn list_after(scope: &Scope, seq: i64, limit: u64) -> Result<Vec<ledger_entry::Model>> {
    Ok(ledger_entry::Entity::find()
        .filter(ledger_entry::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_entry::Column::Seq.gt(seq))
        .order_by_asc(ledger_entry::Column::Seq)
        .limit(limit)
        .all(&scope.tx)
        .await?)
}

/// The newest entries that match, newest first, at most `limit`.
pub async fn list(scope: &Scope, filter: &Filter, limit: u64) -> Result<Vec<ledger_entry::Model>> {
    use ledger_entry::Column;
    let mut query = ledger_entry::Entity::find().filter(Column::BusinessId.eq(scope.business.0));
    if let Some(customer) = filter.customer {
        let same = filter.merged.iter().copied().chain([customer]);
        query = query.filter(Column::SubjectKind.eq("customer")).filter(Column::SubjectId.is_in(same));
    }
    if let Some(actor) = filter.actor {
        query = query.filter(Column::ActorId.eq(actor));
    }
    if !filter.kinds.is_empty() {
        query = query.filter(Column::Kind.is_in(filter.kinds.iter().copied()));
    }
    if let Some(from) = filter.from {
        query = query.filter(Column::At.gte(from));
    }
    if let Some(to) = filter.to {
        query = query.filter(Column::At.lt(to));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Seq.lt(before));
    }
    Ok(query.order_by_desc(Column::Seq).limit(limit).all(&scope.tx).await?)
}

/// What the commitments of these entries hide, as far as it is still there.
pub async fn openings(scope: &Scope, from: i64, to: i64) -> Result<Vec<ledger_opening::Model>> {
    Ok(ledger_opening::Entity::find()
        .filter(ledger_opening::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_opening::Column::Seq.between(from, to))
        .order_by_asc(ledger_opening::Column::Seq)
        .all(&scope.tx)
        .await?)
}

/// What the commitments of exactly these entries hide, as far as it is still there.
pub async fn openings_of(scope: &Scope, seqs: &[i64]) -> Result<Vec<ledger_opening::Model>> {
    if seqs.is_empty() {
        return Ok(Vec::new());
    }
    Ok(ledger_opening::Entity::find()
        .filter(ledger_opening::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_opening::Column::Seq.is_in(seqs.iter().copied()))
        .all(&scope.tx)
        .await?)
}

/// The checkpoints of ledgers longer than `size`, the smallest first, at most `limit`.
pub async fn checkpoints_after(scope: &Scope, size: i64, limit: u64) -> Result<Vec<ledger_checkpoint::Model>> {
    Ok(ledger_checkpoint::Entity::find()
        .filter(ledger_checkpoint::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_checkpoint::Column::Size.gt(size))
        .order_by_asc(ledger_checkpoint::Column::Size)
        .limit(limit)
        .all(&scope.tx)
        .await?)
}

/// The newest checkpoint.
pub async fn latest_checkpoint(scope: &Scope) -> Result<Option<ledger_checkpoint::Model>> {
    Ok(ledger_checkpoint::Entity::find()
        .filter(ledger_checkpoint::Column::BusinessId.eq(scope.business.0))
        .order_by_desc(ledger_checkpoint::Column::Size)
        .one(&scope.tx)
        .await?)
}

/// Every checkpoint, the smallest first.
pub async fn checkpoints(scope: &Scope) -> Result<Vec<ledger_checkpoint::Model>> {
    Ok(ledger_checkpoint::Entity::find()
        .filter(ledger_checkpoint::Column::BusinessId.eq(scope.business.0))
        .order_by_asc(ledger_checkpoint::Column::Size)
        .all(&scope.tx)
        .await?)
}

/// How many entries of a kind there are since an instant.
pub async fn count(scope: &Scope, kind: &str, since: DateTime<Utc>) -> Result<u64> {
    Ok(ledger_entry::Entity::find()
        .filter(ledger_entry::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_entry::Column::Kind.eq(kind))
        .filter(ledger_entry::Column::At.gte(since))
        .count(&scope.tx)
        .await?)
}
