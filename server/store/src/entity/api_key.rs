//! The table `api_key`.

use sea_orm::entity::prelude::*;

/// A key by which a program asks. The key itself is stored nowhere.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_key")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What it is called.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// The codes of what it opens, joined by `+`.
    #[sea_orm(column_type = "Text")]
    pub scopes: String,
    /// The hash of the key.
    #[sea_orm(column_type = "Text")]
    pub key_hash: String,
    /// The member who answers for it: it stops with their access. Keys of older builds have none.
    pub owner_id: Option<Uuid>,
    /// When it was made (UTC).
    pub made_at: DateTimeUtc,
    /// Until when it is good (UTC).
    pub expires_at: Option<DateTimeUtc>,
    /// When it was revoked (UTC).
    pub revoked_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
