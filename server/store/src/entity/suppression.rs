//! The table `suppression`.

use sea_orm::entity::prelude::*;

/// One number on the do-not-call list; for erased people its keyed hash.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "suppression")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// E.164.
    #[sea_orm(column_type = "Text", nullable)]
    pub number: Option<String>,
    /// The keyed hash of the number, in hex.
    #[sea_orm(column_type = "Text")]
    pub hash: String,
    /// Since when (UTC).
    pub listed_at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
