//! The table `member`.

use sea_orm::entity::prelude::*;

/// An account's place in a business.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "member")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose.
    pub account_id: Uuid,
    /// The account's name, for those who work with them.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// `owner`, `admin`, `staff` or `auditor`.
    #[sea_orm(column_type = "Text")]
    pub role: String,
    /// Since when (UTC).
    pub joined_at: DateTimeUtc,
    /// Since when access is stopped (UTC).
    pub disabled_at: Option<DateTimeUtc>,
    /// Whether single-key shortcuts work (WCAG 2.1.4).
    pub keys_enabled: bool,
    /// Since when they are no member any more (UTC). Their row stays: who did something has a name.
    pub left_at: Option<DateTimeUtc>,
    /// Which version of the training they have read last.
    pub trained_version: Option<i32>,
    /// When (UTC).
    pub trained_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
