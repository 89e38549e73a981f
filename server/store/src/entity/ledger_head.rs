//! The table `ledger_head`.

use sea_orm::entity::prelude::*;

/// Where a business's ledger stands. Its row is the lock that orders all changes of the business.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_head")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// How many entries there are.
    pub size: i64,
    /// The roots of the full subtrees (RFC 6962).
    pub frontier: Vec<u8>,
    /// Up to which entry the ledger is counted. An entry of an older build is counted afterwards.
    pub tallied: i64,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
