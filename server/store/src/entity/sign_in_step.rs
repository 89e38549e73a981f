//! The table `sign_in_step`.

use sea_orm::entity::prelude::*;

/// A browser whose password was right, and whose code is waited for.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_step")]
pub struct Model {
    /// SHA-256 of the cookie's value.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub token_hash: String,
    /// Who signs in.
    pub account_id: Uuid,
    /// The business they will work in.
    pub business_id: Uuid,
    /// Their place in it.
    pub member_id: Uuid,
    /// Until when the code is waited for (UTC).
    pub expires_at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
