//! The table `audit_comment`.

use sea_orm::entity::prelude::*;

/// What somebody said about a finding.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_comment")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// About which.
    pub finding_id: Uuid,
    /// What; nothing once the customer was erased.
    #[sea_orm(column_type = "Text", nullable)]
    pub text: Option<String>,
    /// Who.
    #[sea_orm(column_type = "Text")]
    pub by_kind: String,
    /// Which one.
    pub by_id: Option<Uuid>,
    /// When (UTC).
    pub at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
