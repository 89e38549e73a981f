//! Runs of imports, and what is on record about the people of a list.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{dnc::SourceKind, id::ImportId};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use crate::{
    Scope,
    db::fresh,
    entity::{
        customer,
        import_run::{ActiveModel, Column, Entity, Model},
        retained_identity, suppression, suppression_source,
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

/// Writes how far a run is.
pub async fn update(scope: &Scope, run: Model) -> Result<()> {
    Entity::update(fresh::<_, ActiveModel>(run)).exec(&scope.tx).await?;
    Ok(())
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
