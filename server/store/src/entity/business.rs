//! The table `business`.

use sea_orm::entity::prelude::*;

/// A tenant.
#[allow(clippy::struct_excessive_bools, reason = "a column each")]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "business")]
pub struct Model {
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its name in addresses.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// Its name.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// ISO 3166 alpha-2.
    #[sea_orm(column_type = "Text")]
    pub country: String,
    /// When it registered (UTC).
    pub created_at: DateTimeUtc,
    /// Whether consent must be on record before any call.
    pub asks_before_calls: bool,
    /// What a call is for unless somebody says otherwise.
    #[sea_orm(column_type = "Text")]
    pub default_purpose: String,
    /// The topics that need a yes first.
    pub opt_in: Json,
    /// When calls are allowed, in the customer's time.
    pub week_plan: Json,
    /// How long after a withdrawal the data is erased at the latest.
    pub erase_after_hours: i32,
    /// Whether a confirmation goes as a text message where no e-mail reaches the customer.
    pub text_confirmations: bool,
    /// How often audits run by themselves, as a code.
    #[sea_orm(column_type = "Text")]
    pub audit_rhythm: String,
    /// Whether the dashboard lists what the business has still to do at first.
    pub first_steps: bool,
    /// Whether members sign in with a second factor.
    pub second_factor_required: bool,
    /// Since when it closes (UTC).
    pub closing_at: Option<DateTimeUtc>,
    /// When everything of it is erased (UTC), unless the closing is taken back before.
    pub erase_at: Option<DateTimeUtc>,
    /// When everything of it was erased (UTC).
    pub erased_at: Option<DateTimeUtc>,
    /// The zone in which its days begin; nothing for that of its country.
    #[sea_orm(column_type = "Text", nullable)]
    pub time_zone: Option<String>,
    /// The language for customers who chose none; nothing for that of its country.
    #[sea_orm(column_type = "Text", nullable)]
    pub language: Option<String>,
    /// For how many years the hashes of erased people are kept.
    pub keep_identities_for: i32,
    /// For how many years the records of refusals are kept.
    pub keep_denials_for: i32,
    /// For how many years the records of contacts are kept; nothing for as long as the customer is on file.
    pub keep_contacts_for: Option<i32>,
    /// When one of these times was last set (UTC): no night that was missed before counts.
    pub retention_set_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
