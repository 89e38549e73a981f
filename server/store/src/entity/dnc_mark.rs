//! The table `dnc_mark`.

use sea_orm::entity::prelude::*;

/// One mark "do not call" on a customer, from its setting to its lifting.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dnc_mark")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose.
    pub customer_id: Uuid,
    /// How the customer asked.
    #[sea_orm(column_type = "Text")]
    pub how: String,
    /// Who recorded it.
    #[sea_orm(column_type = "Text")]
    pub marked_by_kind: String,
    /// Their identifier.
    pub marked_by_id: Option<Uuid>,
    /// Since when (UTC).
    pub marked_at: DateTimeUtc,
    /// The contact in which they asked.
    pub interaction_id: Option<Uuid>,
    /// `by_request` or `by_mistake`.
    #[sea_orm(column_type = "Text", nullable)]
    pub lift: Option<String>,
    /// Why it was lifted.
    #[sea_orm(column_type = "Text", nullable)]
    pub lift_reason: Option<String>,
    /// What shows that.
    #[sea_orm(column_type = "Text", nullable)]
    pub lift_evidence: Option<String>,
    /// Who lifted it.
    #[sea_orm(column_type = "Text", nullable)]
    pub lifted_by_kind: Option<String>,
    /// Their identifier.
    pub lifted_by_id: Option<Uuid>,
    /// When (UTC).
    pub lifted_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
