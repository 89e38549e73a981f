//! The table `webhook`.

use sea_orm::entity::prelude::*;

/// A program that is told what happens.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Where it hears.
    #[sea_orm(column_type = "Text")]
    pub address: String,
    /// Of what it is told: codes, joined by `+`.
    #[sea_orm(column_type = "Text")]
    pub kinds: String,
    /// The key whose own changes are not told back.
    pub own_key_id: Option<Uuid>,
    /// Its secret, encrypted with a key outside of the database.
    #[sea_orm(column_type = "Text")]
    pub secret: String,
    /// The secret before that, encrypted too.
    #[sea_orm(column_type = "Text", nullable)]
    pub earlier_secret: Option<String>,
    /// Until when that one signs too (UTC).
    pub earlier_until: Option<DateTimeUtc>,
    /// When it was made (UTC).
    pub made_at: DateTimeUtc,
    /// Who made it.
    #[sea_orm(column_type = "Text")]
    pub made_by_kind: String,
    /// Their identifier.
    pub made_by_id: Option<Uuid>,
    /// Since when nothing is sent to it (UTC).
    pub disabled_at: Option<DateTimeUtc>,
    /// Why, as a code.
    #[sea_orm(column_type = "Text", nullable)]
    pub disabled_why: Option<String>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
