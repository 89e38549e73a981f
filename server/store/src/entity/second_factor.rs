//! The table `second_factor`.

use sea_orm::entity::prelude::*;

/// What an account proves itself with, beside its password.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    /// The shared secret, encrypted with a key outside of the database.
    #[sea_orm(column_type = "Text")]
    pub secret: String,
    /// When it was made (UTC).
    pub made_at: DateTimeUtc,
    /// When the first code was right (UTC): only from then on it is asked for.
    pub confirmed_at: Option<DateTimeUtc>,
    /// The step of time whose code was used last: none up to it is taken again (RFC 6238).
    pub last_step: i64,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
