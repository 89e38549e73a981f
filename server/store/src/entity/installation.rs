//! The table `installation`.

use sea_orm::entity::prelude::*;

/// One fact about this installation: key fingerprints, the epoch, the scratch flag.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "installation")]
pub struct Model {
    /// The fact.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// What it is.
    #[sea_orm(column_type = "Text")]
    pub value: String,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
