//! The table `display`.

use sea_orm::entity::prelude::*;

/// An office screen. Its secret lives in the cookie of the screen alone.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "display")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What it is called.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// The codes of the numbers that it shows.
    #[sea_orm(column_type = "Text")]
    pub figures: String,
    /// The time zone in which it hangs.
    #[sea_orm(column_type = "Text")]
    pub time_zone: String,
    /// When it was made (UTC).
    pub made_at: DateTimeUtc,
    /// The keyed hash of the code that waits to be entered: a plain one of eight digits is soon guessed.
    #[sea_orm(column_type = "Text", nullable)]
    pub code_hash: Option<String>,
    /// Until when that code is good (UTC).
    pub code_expires_at: Option<DateTimeUtc>,
    /// The hash of the ticket that is made of the screen's secret.
    #[sea_orm(column_type = "Text", nullable)]
    pub token_hash: Option<String>,
    /// When a screen was paired (UTC).
    pub paired_at: Option<DateTimeUtc>,
    /// When it was turned off for good (UTC).
    pub revoked_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
