//! The table `customer_link`.

use sea_orm::entity::prelude::*;

/// A link to a customer's own preferences. It stops everything, grants nothing and never expires.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "customer_link")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier, of which the secret is made with a key outside the database.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose.
    pub customer_id: Uuid,
    /// The hash of the secret.
    #[sea_orm(column_type = "Text")]
    pub token_hash: String,
    /// The address to which it was sent; `NULL` where it was handed over in person.
    pub contact_point_id: Option<Uuid>,
    /// When (UTC).
    pub created_at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
