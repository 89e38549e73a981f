//! The table `request`.

use sea_orm::entity::prelude::*;

/// A data subject's request. After erasure none of its texts remains.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "request")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Who asked.
    pub customer_id: Uuid,
    /// What for, as a code.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// How it came, as a code.
    #[sea_orm(column_type = "Text")]
    pub came: String,
    /// On which day.
    pub received_on: Date,
    /// By which day it is answered.
    pub due_on: Date,
    /// How far it is, as a code.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// What they said.
    #[sea_orm(column_type = "Text", nullable)]
    pub asked: Option<String>,
    /// Why it is due later.
    #[sea_orm(column_type = "Text", nullable)]
    pub extension: Option<String>,
    /// What was done, or why not.
    #[sea_orm(column_type = "Text", nullable)]
    pub outcome: Option<String>,
    /// How the customer was told before a restriction ended.
    #[sea_orm(column_type = "Text", nullable)]
    pub told: Option<String>,
    /// When it was recorded (UTC).
    pub recorded_at: DateTimeUtc,
    /// Who had to do with it last.
    #[sea_orm(column_type = "Text")]
    pub handled_by_kind: String,
    /// Which one.
    pub handled_by_id: Option<Uuid>,
    /// When it was answered (UTC).
    pub settled_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
