//! The table `ledger_checkpoint`.

use sea_orm::entity::prelude::*;

/// A signed statement of the ledger's size and root.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_checkpoint")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// How many entries it covers.
    #[sea_orm(primary_key, auto_increment = false)]
    pub size: i64,
    /// The root, in hex.
    #[sea_orm(column_type = "Text")]
    pub root: String,
    /// The signed note (C2SP tlog-checkpoint).
    #[sea_orm(column_type = "Text")]
    pub note: String,
    /// When it was signed (UTC).
    pub at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
