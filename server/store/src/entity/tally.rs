//! The table `tally`.

use sea_orm::entity::prelude::*;

/// How often something happened on a day.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tally")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// The day, in the zone of the business.
    #[sea_orm(primary_key, auto_increment = false)]
    pub on_date: Date,
    /// What is counted.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub kind: String,
    /// How often.
    pub count: i64,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
