//! The table `registry_subscription`.

use sea_orm::entity::prelude::*;

/// A business's own subscription to a registry.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "registry_subscription")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// The registry's code.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub registry: String,
    /// As which organisation the registry knows it.
    #[sea_orm(column_type = "Text")]
    pub organisation: String,
    /// The day on which that organisation downloaded what is asked.
    pub downloaded_on: Date,
    /// The areas to which it subscribed.
    pub areas: Json,
    /// Since when it is as it is (UTC).
    pub set_at: DateTimeUtc,
    /// Who set it.
    #[sea_orm(column_type = "Text")]
    pub set_by_kind: String,
    /// Which one.
    pub set_by_id: Option<Uuid>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
