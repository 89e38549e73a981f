//! The table `platform_notice`.

use sea_orm::entity::prelude::*;

/// One version of a text of the platform for its business users.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "platform_notice")]
pub struct Model {
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// `registration_statement`, `privacy_policy`, `dpa` or `training`.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Counted from one.
    pub version: i32,
    /// The text, in Markdown.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// Since when it is in force (UTC).
    pub published_at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
