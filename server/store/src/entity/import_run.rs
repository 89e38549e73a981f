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
    /// `running`, `finished`, `failed`, `undoing` or `undone`.
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
    /// What it did so far, with the lines that need a look, each with its reason.
    pub report: Json,
    /// How the list is read, to go on in the same way.
    pub reading: Option<Json>,
    /// The country whose national numbers are read.
    #[sea_orm(column_type = "Text", nullable)]
    pub country: Option<String>,
    /// The keyed hash of the whole file, so that the same list is known again.
    #[sea_orm(column_type = "Text", nullable)]
    pub list_hash: Option<String>,
    /// Under which name the uploaded list waits, where it was uploaded.
    #[sea_orm(column_type = "Text", nullable)]
    pub upload: Option<String>,
    /// How many bytes of the file were read.
    pub bytes: i64,
    /// How many bytes the file has.
    pub size: i64,
    /// How many of the added customers its undoing removed.
    pub removed: i64,
    /// How many of them it left on file because they said no.
    pub said_no: i64,
    /// How many of them it left on file because somebody had to do with them since.
    pub worked_with: i64,
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
