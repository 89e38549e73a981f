//! The table `retained_identity`.

use sea_orm::entity::prelude::*;

/// The keyed hash of a contact point of an erased person, so that a later claim can be answered (GDPR 17(3)(e)).
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "retained_identity")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose answers stay on record.
    pub customer_id: Uuid,
    /// The keyed hash, in hex.
    #[sea_orm(column_type = "Text")]
    pub hash: String,
    /// When it goes too (UTC).
    pub retained_until: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
