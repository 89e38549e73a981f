//! The table `suppression_source`.

use sea_orm::entity::prelude::*;

/// One reason why a number is on the list.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "suppression_source")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which number.
    pub suppression_id: Uuid,
    /// `mark`, `refusal`, `stranger` or `list`.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Whose mark, if it is one.
    pub customer_id: Option<Uuid>,
    /// The mark, if it is one.
    pub mark_id: Option<Uuid>,
    /// Where it came from.
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
    /// Which uploaded list it came with: a keyed hash of the file.
    #[sea_orm(column_type = "Text", nullable)]
    pub list: Option<String>,
    /// Who added it.
    #[sea_orm(column_type = "Text")]
    pub added_by_kind: String,
    /// Their identifier.
    pub added_by_id: Option<Uuid>,
    /// Since when (UTC).
    pub added_at: DateTimeUtc,
    /// `by_request` or `by_mistake`.
    #[sea_orm(column_type = "Text", nullable)]
    pub lift: Option<String>,
    /// Why it was lifted.
    #[sea_orm(column_type = "Text", nullable)]
    pub lift_reason: Option<String>,
    /// What shows that it was asked for.
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
