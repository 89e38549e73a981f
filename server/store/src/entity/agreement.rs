//! The table `agreement`.

use sea_orm::entity::prelude::*;

/// A browser that agreed to the registration statement, before there is an account.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement")]
pub struct Model {
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// SHA-256 of the cookie's value.
    #[sea_orm(column_type = "Text")]
    pub token_hash: String,
    /// The version that was shown.
    pub statement_id: Uuid,
    /// The privacy policy in force then.
    pub privacy_id: Uuid,
    /// When (UTC).
    pub agreed_at: DateTimeUtc,
    /// Until when it may be used (UTC).
    pub expires_at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
