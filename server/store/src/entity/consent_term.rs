//! The table `consent_term`.

use sea_orm::entity::prelude::*;

/// For how long a yes to a topic holds; a topic without a row does not expire.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "consent_term")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// The topic's code.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub topic: String,
    /// Days from the answer on.
    pub holds_for_days: i32,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
