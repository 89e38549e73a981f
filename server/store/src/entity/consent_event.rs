//! The table `consent_event`.

use sea_orm::entity::prelude::*;

/// One answer of a customer.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "consent_event")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose.
    pub customer_id: Uuid,
    /// What it is about.
    #[sea_orm(column_type = "Text")]
    pub topic: String,
    /// `given`, `refused` or `withdrawn`.
    #[sea_orm(column_type = "Text")]
    pub status: String,
    /// The contact points that a yes covers; `NULL` covers all, present and future.
    pub covers: Option<Json>,
    /// The text that was shown or read out.
    pub notice_id: Option<Uuid>,
    /// How it reached the business.
    #[sea_orm(column_type = "Text")]
    pub method: String,
    /// `person`, `guardian` or `agent`.
    #[sea_orm(column_type = "Text")]
    pub asked_of: String,
    /// Who recorded it.
    #[sea_orm(column_type = "Text")]
    pub actor_kind: String,
    /// Their identifier.
    pub actor_id: Option<Uuid>,
    /// The contact in which it was given.
    pub interaction_id: Option<Uuid>,
    /// When the customer answered (UTC).
    pub occurred_at: DateTimeUtc,
    /// When it was typed (UTC).
    pub recorded_at: DateTimeUtc,
    /// Until when a yes holds (UTC).
    pub expires_at: Option<DateTimeUtc>,
    /// Since when it counts for nothing (UTC).
    pub invalidated_at: Option<DateTimeUtc>,
    /// The words.
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
