//! The table `account`.

use sea_orm::entity::prelude::*;

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// In lower case; unique on the platform.
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// The person's name.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Argon2id, in PHC form.
    #[sea_orm(column_type = "Text")]
    pub password_hash: String,
    /// When the account was made (UTC).
    pub created_at: DateTimeUtc,
    /// The version of the registration statement that was agreed to (policy section 1).
    pub statement_id: Uuid,
    /// The version of the platform's privacy policy that was in force then.
    pub privacy_id: Uuid,
    /// When it was agreed to (UTC).
    pub agreed_at: DateTimeUtc,
    /// When the agreement was withdrawn (UTC): then address, name and password are none any more.
    pub closed_at: Option<DateTimeUtc>,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
