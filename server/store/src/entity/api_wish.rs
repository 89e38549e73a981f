//! The table `api_wish`.

use sea_orm::entity::prelude::*;

/// What a program was answered under a name of its own, so that asking twice is one wish.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_wish")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// The key of the program.
    #[sea_orm(primary_key, auto_increment = false)]
    pub api_key_id: Uuid,
    /// The hash of the name that the program gave.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub name_hash: String,
    /// The keyed hash of what was asked for.
    #[sea_orm(column_type = "Text")]
    pub asked_hash: String,
    /// What was answered, as JSON: identifiers and codes, and nothing about a person.
    #[sea_orm(column_type = "Text")]
    pub answer: String,
    /// When (UTC).
    pub at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
