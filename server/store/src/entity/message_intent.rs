//! The table `message_intent`.

use sea_orm::entity::prelude::*;

/// A confirmation or other message that is owed, recorded with the change that owes it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "message_intent")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// To whom.
    pub customer_id: Uuid,
    /// By which way: `email` or `sms`.
    #[sea_orm(column_type = "Text")]
    pub channel: String,
    /// `legal`, `service` or `marketing`.
    #[sea_orm(column_type = "Text")]
    pub class: String,
    /// Every topic that changed.
    pub topics: Json,
    /// The address or number as it was then; `NULL` where there is none.
    #[sea_orm(column_type = "Text", nullable)]
    pub recipient: Option<String>,
    /// The language as it was then.
    #[sea_orm(column_type = "Text", nullable)]
    pub language: Option<String>,
    /// The policy version.
    pub notice_id: Option<Uuid>,
    /// The first entry of the save in the ledger.
    pub seq: i64,
    /// `owed`, `not_possible`, `dropped`, `delivered` or `failed`.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// When (UTC).
    pub created_at: DateTimeUtc,
    /// What its text says, as it was then; gone after erasure.
    pub content: Option<Json>,
    /// The link to the customer's preferences that is in it.
    pub link_id: Option<Uuid>,
    /// How often it was taken to be sent.
    pub attempts: i32,
    /// From when it may be taken to be sent (UTC); `NULL` once it is settled.
    pub due_at: Option<DateTimeUtc>,
    /// When it was settled (UTC).
    pub settled_at: Option<DateTimeUtc>,
    /// Why the last attempt did not succeed, as a code.
    #[sea_orm(column_type = "Text", nullable)]
    pub problem: Option<String>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
