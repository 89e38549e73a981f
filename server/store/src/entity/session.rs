//! The table `session`.

use sea_orm::entity::prelude::*;

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// SHA-256 of the cookie's value.
    #[sea_orm(column_type = "Text")]
    pub token_hash: String,
    /// Who is signed in.
    pub account_id: Uuid,
    /// The business they work in.
    pub business_id: Uuid,
    /// Their place in it.
    pub member_id: Uuid,
    /// When they signed in (UTC).
    pub created_at: DateTimeUtc,
    /// When it was last used (UTC).
    pub seen_at: DateTimeUtc,
    /// When it ends by itself (UTC).
    pub expires_at: DateTimeUtc,
    /// When it was ended (UTC).
    pub ended_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
