//! The table `import_mapping`.

use sea_orm::entity::prelude::*;

/// What the columns under these headings became the last time.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_mapping")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// The keyed hash of the headings, in order of the alphabet: what was taken for a heading may be a
    /// person.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub headings_hash: String,
    /// What each became, in the same order.
    pub mapping: Json,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
