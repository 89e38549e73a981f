//! The table `audit_sighting`.

use sea_orm::entity::prelude::*;

/// That an audit saw a finding open.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_sighting")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Which audit.
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: Uuid,
    /// Which finding.
    #[sea_orm(primary_key, auto_increment = false)]
    pub finding_id: Uuid,
    /// For how many things it stood then.
    pub count: i64,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
