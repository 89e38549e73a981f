//! The table `customer`.

use sea_orm::entity::prelude::*;

/// A data subject. After erasure only the identifiers and times remain.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "customer")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The name; gone after erasure.
    #[sea_orm(column_type = "Text", nullable)]
    pub full_name: Option<String>,
    /// The name in lower case, for order and search.
    #[sea_orm(column_type = "Text", nullable)]
    pub sort_name: Option<String>,
    /// The company.
    #[sea_orm(column_type = "Text", nullable)]
    pub company: Option<String>,
    /// Street and number.
    #[sea_orm(column_type = "Text", nullable)]
    pub address_line: Option<String>,
    /// City.
    #[sea_orm(column_type = "Text", nullable)]
    pub city: Option<String>,
    /// State or province.
    #[sea_orm(column_type = "Text", nullable)]
    pub region: Option<String>,
    /// Postal code, as text.
    #[sea_orm(column_type = "Text", nullable)]
    pub postal_code: Option<String>,
    /// Country, as it was given.
    #[sea_orm(column_type = "Text", nullable)]
    pub country: Option<String>,
    /// Language.
    #[sea_orm(column_type = "Text", nullable)]
    pub language: Option<String>,
    /// The customer's own time zone (IANA).
    #[sea_orm(column_type = "Text", nullable)]
    pub time_zone: Option<String>,
    /// A note.
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
    /// Columns of an import that are not known, in their order.
    pub extra: Json,
    /// What makes a line of an import this customer.
    #[sea_orm(column_type = "Text", nullable)]
    pub import_identity: Option<String>,
    /// Counts edits, so that a stale page is noticed.
    pub revision: i32,
    /// When the customer was saved (UTC).
    pub created_at: DateTimeUtc,
    /// When `data_collection` was withdrawn (UTC).
    pub withdrawn_at: Option<DateTimeUtc>,
    /// When the data is erased at the latest (UTC).
    pub erase_at: Option<DateTimeUtc>,
    /// When it was erased (UTC).
    pub erased_at: Option<DateTimeUtc>,
    /// Which customer is the same person and is left, once the two were merged.
    pub merged_into: Option<Uuid>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
