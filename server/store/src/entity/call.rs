//! The table `call`.

use sea_orm::entity::prelude::*;

/// One attempt to call: authorised or refused.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "call")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whom.
    pub customer_id: Uuid,
    /// The number.
    pub contact_point_id: Option<Uuid>,
    /// What for.
    #[sea_orm(column_type = "Text")]
    pub purpose: String,
    /// `allowed` or `blocked`.
    #[sea_orm(column_type = "Text")]
    pub decision: String,
    /// The codes of the reasons, joined by `+`.
    #[sea_orm(column_type = "Text")]
    pub reasons: String,
    /// Who pressed.
    #[sea_orm(column_type = "Text")]
    pub actor_kind: String,
    /// Their identifier.
    pub actor_id: Option<Uuid>,
    /// When (UTC).
    pub at: DateTimeUtc,
    /// For refused presses: the minute, so that one is counted once.
    pub minute: Option<i64>,
    /// Until when the permit may be used (UTC).
    pub permit_expires_at: Option<DateTimeUtc>,
    /// When the permit was used (UTC).
    pub started_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
