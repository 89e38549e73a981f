//! The table `consent_invalidation`.

use sea_orm::entity::prelude::*;

/// Why an answer counts for nothing.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "consent_invalidation")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Which answer.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: Uuid,
    /// Whose answer it is.
    pub customer_id: Uuid,
    /// Why; gone with the person.
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    /// Who said so.
    #[sea_orm(column_type = "Text")]
    pub actor_kind: String,
    /// Their identifier.
    pub actor_id: Option<Uuid>,
    /// When (UTC).
    pub at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
