//! The table `notice`.

use sea_orm::entity::prelude::*;

/// One version of a text of the business: script, privacy policy, do-not-call policy, DPA, training.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    /// Whose record it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub business_id: Uuid,
    /// Its identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which text.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Counted from one.
    pub version: i32,
    /// The text, in Markdown.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// Whether consents given under older versions must be asked for again.
    pub material: bool,
    /// By when (UTC).
    pub ask_again_by: Option<DateTimeUtc>,
    /// Since when it is in force (UTC).
    pub published_at: DateTimeUtc,
}

/// None: rows are joined by the queries of this crate.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
