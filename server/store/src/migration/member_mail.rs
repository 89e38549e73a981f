//! Mails to members: invitations, and links for a new password.

use sea_orm_migration::prelude::*;

use super::{
    table::{create_all, drop_all, index, instant, int, table, text, uuid},
    wall,
};

/// Adds the table, with its wall.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261201_000014_member_mail"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = [&["business_id", "state", "due_at"], &["business_id", "created_at", "id"]];
        let indexes = indexes.map(|columns| index(TABLE, columns)).into();
        create_all(manager, vec![mails()], indexes).await?;
        wall::raise_around(manager, &[TABLE]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &[TABLE]).await
    }
}

const TABLE: &str = "member_mail";

fn mails() -> TableCreateStatement {
    table(TABLE)
        .col(uuid("business_id").not_null())
        .col(uuid("id").not_null())
        .col(text("kind").not_null())
        .col(uuid("account_id").null())
        .col(uuid("invitation_id").null())
        .col(text("recipient").not_null())
        .col(instant("expires_at").not_null())
        .col(instant("used_at").null())
        .col(text("state").not_null())
        .col(instant("created_at").not_null())
        .col(int("attempts").not_null().default(0))
        .col(instant("due_at").null())
        .col(instant("settled_at").null())
        .col(text("problem").null())
        .primary_key(Index::create().col("business_id").col("id"))
        .foreign_key(ForeignKey::create().from(TABLE, "business_id").to("business", "id"))
        .foreign_key(
            ForeignKey::create().from(TABLE, ("business_id", "invitation_id")).to("invitation", ("business_id", "id")),
        )
        .take()
}
