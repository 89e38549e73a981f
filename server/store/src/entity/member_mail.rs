//! The table `member_mail`.

use sea_orm::entity::prelude::*;

/// A mail that is owed to somebody who signs in, or who is invited to. The secret of its link is nowhere
/// in it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "member_mail")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `invitation` or `password_reset`.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// The account whose password it replaces.
    pub account_id: Option<Uuid>,
    /// The invitation that it brings.
    pub invitation_id: Option<Uuid>,
    /// The address as it was then.
    #[sea_orm(column_type = "Text")]
    pub recipient: String,
    /// Until when its link is good (UTC).
    pub expires_at: DateTimeUtc,
    /// When its link was used (UTC).
    pub used_at: Option<DateTimeUtc>,
    /// `owed`, `dropped`, `delivered` or `failed`.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// When (UTC).
    pub created_at: DateTimeUtc,
    /// How often it was taken to be sent.
    pub attempts: i32,
    /// From when it may be taken to be sent (UTC); `NULL` once it is settled.
    pub due_at: Option<DateTimeUtc>,
    /// When it was settled (UTC).
    pub settled_at: Option<DateTimeUtc>,
    /// Why the last attempt did not succeed, as a code.
    #[sea_orm(column_type = "Text", nullable)]
    pub problem: Option<String>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
