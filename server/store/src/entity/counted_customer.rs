//! The table `counted_customer`.

use sea_orm::entity::prelude::*;

/// As what a customer is among the counts. Who is not on file has no row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counted_customer")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: Uuid,
    /// The sum of 1 (on file), 2 (without consent on record) and 4 (marked "do not call").
    pub flags: i32,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
