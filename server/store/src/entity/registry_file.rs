//! The table `registry_file`.

use sea_orm::entity::prelude::*;

/// The file of a registry that is in force, for the whole installation.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "registry_file")]
pub struct Model {
    /// The registry's code.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub registry: String,
    /// How many times a file was put in force, this one included.
    pub version: i64,
    /// What the file of its index is called.
    #[sea_orm(column_type = "Text")]
    pub index_file: String,
    /// The SHA-256 of what it was made from.
    #[sea_orm(column_type = "Text")]
    pub contents: String,
    /// Which numbers it speaks about.
    pub coverage: Json,
    /// How many numbers are in it.
    pub numbers: i64,
    /// The day on which the operator downloaded it.
    pub downloaded_on: Date,
    /// When it was put in force (UTC).
    pub loaded_at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
