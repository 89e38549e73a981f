//! The table `sign_in_attempt`.

use sea_orm::entity::prelude::*;

/// How often a sign-in failed lately, by a hash of the account or the address.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_attempt")]
pub struct Model {
    /// SHA-256 of what is counted.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_hash: String,
    /// How many in a row.
    pub failures: i32,
    /// The last one (UTC).
    pub last_at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
