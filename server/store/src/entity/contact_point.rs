//! The table `contact_point`.

use sea_orm::entity::prelude::*;

/// One phone number or e-mail address of one customer. The value never changes.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_point")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose.
    pub customer_id: Uuid,
    /// `phone` or `email`.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// E.164, or an address in lower case.
    #[sea_orm(column_type = "Text")]
    pub value: String,
    /// The extension of a number.
    #[sea_orm(column_type = "Text", nullable)]
    pub extension: Option<String>,
    /// "Mobile", "Work".
    #[sea_orm(column_type = "Text", nullable)]
    pub label: Option<String>,
    /// Order on the page.
    pub position: i32,
    /// Since when (UTC).
    pub added_at: DateTimeUtc,
    /// Since when it is no longer used (UTC).
    pub retired_at: Option<DateTimeUtc>,
    /// Since when mail to it comes back (UTC).
    pub undeliverable_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
