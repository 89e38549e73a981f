//! The table `import_run`.

use sea_orm::entity::prelude::*;

/// One run of an import.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_run")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The file's name.
    #[sea_orm(column_type = "Text")]
    pub file_name: String,
    /// `running`, `finished` or `failed`.
    #[sea_orm(column_type = "Text")]
    pub status: String,
    /// What each column became.
    pub mapping: Json,
    /// How many rows were read.
    pub rows: i64,
    /// How many customers were added.
    pub added: i64,
    /// How many got a block more.
    pub changed: i64,
    /// How many were there already.
    pub unchanged: i64,
    /// How many lines could not be used.
    pub refused: i64,
    /// The lines that need a look, each with its reason.
    pub report: Json,
    /// Who started it.
    #[sea_orm(column_type = "Text")]
    pub actor_kind: String,
    /// Their identifier.
    pub actor_id: Option<Uuid>,
    /// When (UTC).
    pub started_at: DateTimeUtc,
    /// When it ended (UTC).
    pub finished_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
