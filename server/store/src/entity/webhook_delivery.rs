//! The table `webhook_delivery`.

use sea_orm::entity::prelude::*;

/// One entry of the ledger of which a program is told. What is sent is made of the entry.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_delivery")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier: the same however often it is tried.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Who is told.
    pub webhook_id: Uuid,
    /// The entry.
    pub seq: i64,
    /// What happened.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Whom or what it is about: of the same one nothing is sent while something before it waits.
    pub subject_id: Uuid,
    /// The same, where it is a customer.
    pub customer_id: Option<Uuid>,
    /// `owed`, `delivered` or `failed`.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// How often it was taken to be sent.
    pub attempts: i32,
    /// From when it may be taken to be sent (UTC); `NULL` once it is settled.
    pub due_at: Option<DateTimeUtc>,
    /// When it was settled (UTC).
    pub settled_at: Option<DateTimeUtc>,
    /// The status that the program answered last.
    pub status: Option<i32>,
    /// Why the last attempt did not succeed, as a code.
    #[sea_orm(column_type = "Text", nullable)]
    pub problem: Option<String>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
