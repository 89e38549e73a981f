//! Runs of imports, and what is on record about the people of a list.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    dnc::SourceKind,
    event::EventKind,
    id::{CustomerId, ImportId},
};
use sea_orm::{Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*, sea_query::OnConflict};

use crate::{
    Db, Scope,
    db::fresh,
    entity::{
        customer, import_mapping,
        import_run::{ActiveModel, Column, Entity, Model},
        ledger_entry, retained_identity, suppression, suppression_source,
    },
    error::Result,
};

/// How many values one question holds: fewer than either database takes.
const TOGETHER: usize = 5_000;

/// Begins a run.
pub async fn insert(scope: &Scope, run: Model) -> Result<()> {
    Entity::insert(fresh(run)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Writes a run that had this many rows. Says whether it still had them: otherwise it goes on
/// elsewhere, and nothing was written.
pub async fn update(scope: &Scope, run: Model, rows: i64) -> Result<bool> {
    let id = run.id;
    let written = Entity::update_many()
        .set(fresh::<_, ActiveModel>(run))
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::Id.eq(id))
        .filter(Column::Rows.eq(rows))
        .exec(&scope.tx)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Writes how far a run is where nothing else has changed, as [`update`].
pub async fn keep_progress(db: &Db, run: Model, rows: i64) -> Result<bool> {
    let batch = db.begin().await?;
    let scope = batch.scope(run.business_id.into()).await?;
    let written = update(&scope, run, rows).await?;
    scope.keep().await?;
    batch.commit().await?;
    Ok(written)
}

/// A run.
pub async fn find(scope: &Scope, id: ImportId) -> Result<Option<Model>> {
    Ok(Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// The newest runs.
pub async fn list(scope: &Scope, limit: u64) -> Result<Vec<Model>> {
    let query = Entity::find().filter(Column::BusinessId.eq(scope.business.0));
    Ok(query.order_by_desc(Column::StartedAt).limit(limit).all(&scope.tx).await?)
}

/// The runs with this status.
pub async fn list_by_status(scope: &Scope, status: &str) -> Result<Vec<Model>> {
    let query = Entity::find().filter(Column::BusinessId.eq(scope.business.0)).filter(Column::Status.eq(status));
    Ok(query.all(&scope.tx).await?)
}

/// The runs of this list that did not come to its end, the newest first.
pub async fn list_unfinished(scope: &Scope, list_hash: &str) -> Result<Vec<Model>> {
    let query = Entity::find().filter(Column::BusinessId.eq(scope.business.0));
    let query = query.filter(Column::ListHash.eq(list_hash)).filter(Column::Status.is_in(["running", "failed"]));
    Ok(query.order_by_desc(Column::StartedAt).all(&scope.tx).await?)
}

/// What the columns under these headings became the last time.
pub async fn find_mapping(scope: &Scope, headings_hash: &str) -> Result<Option<Json>> {
    let found = import_mapping::Entity::find_by_id((scope.business.0, headings_hash.to_owned()));
    Ok(found.one(&scope.tx).await?.map(|found| found.mapping))
}

/// Keeps what the columns under these headings became.
pub async fn keep_mapping(scope: &Scope, mapping: import_mapping::Model) -> Result<()> {
    use import_mapping::Column;
    let newer =
        OnConflict::columns([Column::BusinessId, Column::HeadingsHash]).update_column(Column::Mapping).to_owned();
    import_mapping::Entity::insert(fresh(mapping)).on_conflict(newer).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// The customers whom a run added behind this position of the ledger, each with the position.
pub async fn list_added(scope: &Scope, run: ImportId, seq: i64, limit: u64) -> Result<Vec<(i64, CustomerId)>> {
    let rows: Vec<(i64, Option<Uuid>)> = ledger_entry::Entity::find()
        .select_only()
        .columns([ledger_entry::Column::Seq, ledger_entry::Column::SubjectId])
        .filter(ledger_entry::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_entry::Column::ActorId.eq(run.0))
        .filter(ledger_entry::Column::Kind.eq(EventKind::CustomerAdded.code()))
        .filter(ledger_entry::Column::Seq.gt(seq))
        .order_by_asc(ledger_entry::Column::Seq)
        .limit(limit)
        .into_tuple()
        .all(&scope.tx)
        .await?;
    Ok(rows.into_iter().filter_map(|(seq, id)| Some((seq, CustomerId(id?)))).collect())
}

/// Those of these customers with whom somebody else than this run had to do. Looking at a number
/// does not count.
pub async fn worked_with(scope: &Scope, run: ImportId, customers: &[CustomerId]) -> Result<BTreeSet<CustomerId>> {
    let by_others =
        Condition::any().add(ledger_entry::Column::ActorId.is_null()).add(ledger_entry::Column::ActorId.ne(run.0));
    let rows: Vec<Option<Uuid>> = ledger_entry::Entity::find()
        .select_only()
        .column(ledger_entry::Column::SubjectId)
        .distinct()
        .filter(ledger_entry::Column::BusinessId.eq(scope.business.0))
        .filter(ledger_entry::Column::SubjectId.is_in(customers.iter().map(|id| id.0)))
        .filter(ledger_entry::Column::Kind.ne(EventKind::NumberShown.code()))
        .filter(by_others)
        .into_tuple()
        .all(&scope.tx)
        .await?;
    Ok(rows.into_iter().flatten().map(CustomerId).collect())
}

/// The customers who were made from rows with these identities, hidden ones included.
pub async fn list_imported(scope: &Scope, identities: &[String]) -> Result<Vec<customer::Model>> {
    let mut found = Vec::new();
    for part in identities.chunks(TOGETHER) {
        let query = customer::Entity::find().filter(customer::Column::BusinessId.eq(scope.business.0));
        found.extend(query.filter(customer::Column::ImportIdentity.is_in(part)).all(&scope.tx).await?);
    }
    Ok(found)
}

/// Which of these keyed hashes of numbers and addresses belong to somebody who said no to data
/// collection: their hash was retained, or their number is listed for that reason.
pub async fn list_refused(scope: &Scope, hashes: &[String], now: DateTime<Utc>) -> Result<BTreeSet<String>> {
    let mut refused = BTreeSet::new();
    for part in hashes.chunks(TOGETHER) {
        let retained: Vec<String> = retained_identity::Entity::find()
            .select_only()
            .column(retained_identity::Column::Hash)
            .filter(retained_identity::Column::BusinessId.eq(scope.business.0))
            .filter(retained_identity::Column::Hash.is_in(part))
            .filter(retained_identity::Column::RetainedUntil.gt(now))
            .into_tuple()
            .all(&scope.tx)
            .await?;
        refused.extend(retained);
        let listed = suppression::Entity::find().filter(suppression::Column::BusinessId.eq(scope.business.0));
        let listed = listed.filter(suppression::Column::Hash.is_in(part)).all(&scope.tx).await?;
        let sources: Vec<Uuid> = suppression_source::Entity::find()
            .select_only()
            .column(suppression_source::Column::SuppressionId)
            .filter(suppression_source::Column::BusinessId.eq(scope.business.0))
            .filter(suppression_source::Column::SuppressionId.is_in(listed.iter().map(|number| number.id)))
            .filter(suppression_source::Column::Kind.eq(SourceKind::Refusal.code()))
            .filter(suppression_source::Column::LiftedAt.is_null())
            .into_tuple()
            .all(&scope.tx)
            .await?;
        refused.extend(listed.into_iter().filter(|number| sources.contains(&number.id)).map(|number| number.hash));
    }
    Ok(refused)
}
