//! The table `interaction`.

use sea_orm::entity::prelude::*;

/// One contact with a customer, or with somebody about whom nothing is kept.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "interaction")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// With whom, if they are on file.
    pub customer_id: Option<Uuid>,
    /// `inbound` or `outbound`.
    #[sea_orm(column_type = "Text")]
    pub direction: String,
    /// The answer to the script.
    #[sea_orm(column_type = "Text", nullable)]
    pub answer: Option<String>,
    /// What came of it.
    #[sea_orm(column_type = "Text", nullable)]
    pub outcome: Option<String>,
    /// The version of the script.
    pub script_id: Option<Uuid>,
    /// Who recorded it.
    #[sea_orm(column_type = "Text")]
    pub actor_kind: String,
    /// Their identifier.
    pub actor_id: Option<Uuid>,
    /// When (UTC).
    pub at: DateTimeUtc,
    /// A note.
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
