//! The table `denial`.

use sea_orm::entity::prelude::*;

/// A "No" of somebody about whom nothing is kept.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "denial")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The version of the script.
    pub script_id: Uuid,
    /// A fixed reason.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// A note without number or address.
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
    /// Who recorded it.
    pub member_id: Option<Uuid>,
    /// When (UTC).
    pub at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
