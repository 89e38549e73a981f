//! Who may sign in, and to which business.

use sea_orm_migration::prelude::*;

use super::table::{create_all, drop_all, flag, index, instant, int, json, table, text, uuid};

/// Creates the tables.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000001_platform"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_all(manager, tables(), indexes()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, TABLES).await
    }
}

const TABLES: &[&str] = &[
    "installation",
    "platform_notice",
    "account",
    "session",
    "agreement",
    "sign_in_attempt",
    "business",
    "member",
    "invitation",
    "notice",
];

#[allow(clippy::too_many_lines, reason = "one list of columns")]
fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("installation")
            .col(text("name").not_null())
            .col(text("value").not_null())
            .primary_key(Index::create().col("name"))
            .take(),
        table("platform_notice")
            .col(uuid("id").not_null())
            .col(text("kind").not_null())
            .col(int("version").not_null())
            .col(text("text").not_null())
            .col(instant("published_at").not_null())
            .primary_key(Index::create().col("id"))
            .take(),
        table("account")
            .col(uuid("id").not_null())
            .col(text("email").not_null())
            .col(text("name").not_null())
            .col(text("password_hash").not_null())
            .col(instant("created_at").not_null())
            .col(uuid("statement_id").not_null())
            .col(uuid("privacy_id").not_null())
            .col(instant("agreed_at").not_null())
            .primary_key(Index::create().col("id"))
            .take(),
        table("session")
            .col(uuid("id").not_null())
            .col(text("token_hash").not_null())
            .col(uuid("account_id").not_null())
            .col(uuid("business_id").not_null())
            .col(uuid("member_id").not_null())
            .col(instant("created_at").not_null())
            .col(instant("seen_at").not_null())
            .col(instant("expires_at").not_null())
            .col(instant("ended_at").null())
            .primary_key(Index::create().col("id"))
            .take(),
        table("agreement")
            .col(uuid("id").not_null())
            .col(text("token_hash").not_null())
            .col(uuid("statement_id").not_null())
            .col(uuid("privacy_id").not_null())
            .col(instant("agreed_at").not_null())
            .col(instant("expires_at").not_null())
            .primary_key(Index::create().col("id"))
            .take(),
        table("sign_in_attempt")
            .col(text("subject_hash").not_null())
            .col(int("failures").not_null())
            .col(instant("last_at").not_null())
            .primary_key(Index::create().col("subject_hash"))
            .take(),
        table("business")
            .col(uuid("id").not_null())
            .col(text("slug").not_null())
            .col(text("name").not_null())
            .col(text("country").not_null())
            .col(instant("created_at").not_null())
            .col(flag("asks_before_calls").not_null())
            .col(text("default_purpose").not_null())
            .col(json("opt_in").not_null())
            .col(json("week_plan").not_null())
            .col(int("erase_after_hours").not_null())
            .primary_key(Index::create().col("id"))
            .take(),
        table("member")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(uuid("account_id").not_null())
            .col(text("name").not_null())
            .col(text("role").not_null())
            .col(instant("joined_at").not_null())
            .col(instant("disabled_at").null())
            .col(flag("keys_enabled").not_null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("member", "business_id").to("business", "id"))
            .take(),
        table("invitation")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(text("token_hash").not_null())
            .col(text("name").not_null())
            .col(text("email").not_null())
            .col(text("role").not_null())
            .col(uuid("invited_by").not_null())
            .col(instant("created_at").not_null())
            .col(instant("expires_at").not_null())
            .col(instant("used_at").null())
            .col(instant("revoked_at").null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("invitation", "business_id").to("business", "id"))
            .take(),
        table("notice")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(text("kind").not_null())
            .col(int("version").not_null())
            .col(text("text").not_null())
            .col(flag("material").not_null())
            .col(instant("ask_again_by").null())
            .col(instant("published_at").not_null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("notice", "business_id").to("business", "id"))
            .take(),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("platform_notice", &["kind", "version"]).unique().take(),
        index("account", &["email"]).unique().take(),
        index("session", &["token_hash"]).unique().take(),
        index("session", &["account_id"]).take(),
        index("agreement", &["token_hash"]).unique().take(),
        index("business", &["slug"]).unique().take(),
        index("member", &["business_id", "account_id"]).unique().take(),
        index("invitation", &["token_hash"]).unique().take(),
        index("notice", &["business_id", "kind", "version"]).unique().take(),
    ]
}
