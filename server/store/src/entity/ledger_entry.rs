//! The table `ledger_entry`.

use sea_orm::entity::prelude::*;

/// One entry of the ledger; never changed, never deleted.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_entry")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its position, counted from one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// What happened.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// The version of this kind's fields.
    pub version: i32,
    /// When (UTC).
    pub at: DateTimeUtc,
    /// Who.
    #[sea_orm(column_type = "Text")]
    pub actor_kind: String,
    /// Their identifier.
    pub actor_id: Option<Uuid>,
    /// What it is about.
    #[sea_orm(column_type = "Text", nullable)]
    pub subject_kind: Option<String>,
    /// Its identifier.
    pub subject_id: Option<Uuid>,
    /// The canonical bytes that are hashed.
    pub bytes: Vec<u8>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
