//! The table `display_beat`.

use sea_orm::entity::prelude::*;

/// When an office screen was last alive. No decision reads it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "display_beat")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Which screen.
    #[sea_orm(primary_key, auto_increment = false)]
    pub display_id: Uuid,
    /// When (UTC), to the minute.
    pub seen_at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
