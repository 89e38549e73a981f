//! The table `holiday`.

use sea_orm::entity::prelude::*;

/// A date without calls.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "holiday")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The date, on the clock where the customer is.
    pub on_date: Date,
    /// ISO 3166 alpha-2; `NULL` for every country.
    #[sea_orm(column_type = "Text", nullable)]
    pub country: Option<String>,
    /// Its name.
    #[sea_orm(column_type = "Text")]
    pub name: String,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
