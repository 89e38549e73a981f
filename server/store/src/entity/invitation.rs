//! The table `invitation`.

use sea_orm::entity::prelude::*;

/// An invitation to join a business.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// SHA-256 of the link's secret.
    #[sea_orm(column_type = "Text")]
    pub token_hash: String,
    /// Whom it is for.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// The address that the account will have.
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// The role that they get.
    #[sea_orm(column_type = "Text")]
    pub role: String,
    /// The member who invited them.
    pub invited_by: Uuid,
    /// When (UTC).
    pub created_at: DateTimeUtc,
    /// Until when it may be used (UTC).
    pub expires_at: DateTimeUtc,
    /// When it was used (UTC).
    pub used_at: Option<DateTimeUtc>,
    /// When it was taken back (UTC).
    pub revoked_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
