//! The table `head_count`.

use sea_orm::entity::prelude::*;

/// How many customers are something now.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "head_count")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// `on_file`, `no_consent` or `do_not_call`.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub kind: String,
    /// How many.
    pub count: i64,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
