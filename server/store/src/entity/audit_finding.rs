//! The table `audit_finding`.

use sea_orm::entity::prelude::*;

/// What a check found. Only what was written about it can speak of a person.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_finding")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which check, as a code.
    #[sea_orm(column_type = "Text")]
    pub check_code: String,
    /// What it is about, as an identifier or a code.
    #[sea_orm(column_type = "Text")]
    pub about: String,
    /// The customer whom it concerns.
    pub customer_id: Option<Uuid>,
    /// How many things it stands for.
    pub count: i64,
    /// How far it is, as a code.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// When it was found first (UTC).
    pub found_at: DateTimeUtc,
    /// The audit that saw it last.
    pub run_id: Uuid,
    /// The member who answers for it.
    pub owner_id: Option<Uuid>,
    /// By which day.
    pub due_on: Date,
    /// When they were reminded of it (UTC).
    pub reminded_at: Option<DateTimeUtc>,
    /// How it was settled.
    #[sea_orm(column_type = "Text", nullable)]
    pub resolution: Option<String>,
    /// Who settled it.
    #[sea_orm(column_type = "Text", nullable)]
    pub resolved_by_kind: Option<String>,
    /// Which one.
    pub resolved_by_id: Option<Uuid>,
    /// When (UTC).
    pub resolved_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
