//! The table `audit_review`.

use sea_orm::entity::prelude::*;

/// That a person vouches for an audit.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_review")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Which audit.
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: Uuid,
    /// Who.
    #[sea_orm(column_type = "Text")]
    pub signed_by_kind: String,
    /// Which one.
    pub signed_by_id: Option<Uuid>,
    /// When (UTC).
    pub signed_at: DateTimeUtc,
    /// Up to which entry the ledger was verified.
    pub entry: i64,
    /// The root over them, in hex.
    #[sea_orm(column_type = "Text")]
    pub checkpoint: String,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
