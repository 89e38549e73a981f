//! The table `customer_grant`.

use sea_orm::entity::prelude::*;

/// What a customer may allow again, once, by a link that only a mail to them holds.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "customer_grant")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier, of which the code is made with a key outside the database.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose.
    pub customer_id: Uuid,
    /// The hash of the code.
    #[sea_orm(column_type = "Text")]
    pub code_hash: String,
    /// What it does: rows and topics by their identifiers and codes.
    pub allows: Json,
    /// When it was made (UTC).
    pub created_at: DateTimeUtc,
    /// Until when it can be used (UTC).
    pub expires_at: DateTimeUtc,
    /// When it was used (UTC).
    pub used_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
