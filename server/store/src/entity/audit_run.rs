//! The table `audit_run`.

use sea_orm::entity::prelude::*;

/// An audit, and how far it is.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_run")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Why it began, as a code.
    #[sea_orm(column_type = "Text")]
    pub cause: String,
    /// How far it is, as a code.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// When it began (UTC).
    pub started_at: DateTimeUtc,
    /// Who began it.
    #[sea_orm(column_type = "Text")]
    pub started_by_kind: String,
    /// Which one.
    pub started_by_id: Option<Uuid>,
    /// How many checks were made.
    pub done: i32,
    /// How many checks there are.
    pub checks: i32,
    /// Until when nobody else takes it up (UTC).
    pub leased_until: Option<DateTimeUtc>,
    /// When it ended (UTC).
    pub finished_at: Option<DateTimeUtc>,
    /// How many things each check found, by its code.
    pub totals: Json,
    /// How many findings it left open.
    pub found: i32,
    /// How many of them were new.
    pub new: i32,
    /// How many of them were there again.
    pub reopened: i32,
    /// How many it did not find any more.
    pub gone: i32,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
