//! The table `ledger_opening`.

use sea_orm::entity::prelude::*;

/// What a commitment of an entry hides; deleted with the person.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_opening")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// The entry.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// The field.
    #[sea_orm(primary_key, auto_increment = false)]
    pub field: String,
    /// The salt.
    pub salt: Vec<u8>,
    /// The value.
    #[sea_orm(column_type = "Text")]
    pub value: String,
    /// Whose data it is, if a customer's.
    pub customer_id: Option<Uuid>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
