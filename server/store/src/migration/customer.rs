//! Customers, what they answered, and the contacts with them.

use sea_orm_migration::prelude::*;

use super::table::{big, create_all, drop_all, index, instant, int, json, table, text, uuid};

/// Creates the tables.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000002_customer"
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

const TABLES: &[&str] =
    &["customer", "contact_point", "consent_event", "interaction", "denial", "call", "import_run", "retained_identity"];

#[allow(clippy::too_many_lines, reason = "one list of columns")]
fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("customer")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(text("full_name").null())
            .col(text("sort_name").null())
            .col(text("company").null())
            .col(text("address_line").null())
            .col(text("city").null())
            .col(text("region").null())
            .col(text("postal_code").null())
            .col(text("country").null())
            .col(text("language").null())
            .col(text("time_zone").null())
            .col(text("note").null())
            .col(json("extra").not_null())
            .col(text("import_identity").null())
            .col(int("revision").not_null())
            .col(instant("created_at").not_null())
            .col(instant("withdrawn_at").null())
            .col(instant("erase_at").null())
            .col(instant("erased_at").null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("customer", "business_id").to("business", "id"))
            .take(),
        table("contact_point")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(uuid("customer_id").not_null())
            .col(text("kind").not_null())
            .col(text("value").not_null())
            .col(text("extension").null())
            .col(text("label").null())
            .col(int("position").not_null())
            .col(instant("added_at").not_null())
            .col(instant("retired_at").null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("contact_point", "business_id").to("business", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("contact_point", ("business_id", "customer_id"))
                    .to("customer", ("business_id", "id")),
            )
            .take(),
        table("consent_event")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(uuid("customer_id").not_null())
            .col(text("topic").not_null())
            .col(text("status").not_null())
            .col(json("covers").null())
            .col(uuid("notice_id").null())
            .col(text("method").not_null())
            .col(text("asked_of").not_null())
            .col(text("actor_kind").not_null())
            .col(uuid("actor_id").null())
            .col(uuid("interaction_id").null())
            .col(instant("occurred_at").not_null())
            .col(instant("recorded_at").not_null())
            .col(instant("expires_at").null())
            .col(instant("invalidated_at").null())
            .col(text("note").null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("consent_event", "business_id").to("business", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("consent_event", ("business_id", "customer_id"))
                    .to("customer", ("business_id", "id")),
            )
            .take(),
        table("interaction")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(uuid("customer_id").null())
            .col(text("direction").not_null())
            .col(text("answer").null())
            .col(text("outcome").null())
            .col(uuid("script_id").null())
            .col(text("actor_kind").not_null())
            .col(uuid("actor_id").null())
            .col(instant("at").not_null())
            .col(text("note").null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("interaction", "business_id").to("business", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("interaction", ("business_id", "customer_id"))
                    .to("customer", ("business_id", "id")),
            )
            .take(),
        table("denial")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(uuid("script_id").not_null())
            .col(text("reason").not_null())
            .col(text("note").null())
            .col(uuid("member_id").null())
            .col(instant("at").not_null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("denial", "business_id").to("business", "id"))
            .take(),
        table("call")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(uuid("customer_id").not_null())
            .col(uuid("contact_point_id").null())
            .col(text("purpose").not_null())
            .col(text("decision").not_null())
            .col(text("reasons").not_null())
            .col(text("actor_kind").not_null())
            .col(uuid("actor_id").null())
            .col(instant("at").not_null())
            .col(big("minute").null())
            .col(instant("permit_expires_at").null())
            .col(instant("started_at").null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("call", "business_id").to("business", "id"))
            .foreign_key(
                ForeignKey::create().from("call", ("business_id", "customer_id")).to("customer", ("business_id", "id")),
            )
            .take(),
        table("import_run")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(text("file_name").not_null())
            .col(text("status").not_null())
            .col(json("mapping").not_null())
            .col(big("rows").not_null())
            .col(big("added").not_null())
            .col(big("changed").not_null())
            .col(big("unchanged").not_null())
            .col(big("refused").not_null())
            .col(json("report").not_null())
            .col(text("actor_kind").not_null())
            .col(uuid("actor_id").null())
            .col(instant("started_at").not_null())
            .col(instant("finished_at").null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("import_run", "business_id").to("business", "id"))
            .take(),
        table("retained_identity")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(uuid("customer_id").not_null())
            .col(text("hash").not_null())
            .col(instant("retained_until").not_null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("retained_identity", "business_id").to("business", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("retained_identity", ("business_id", "customer_id"))
                    .to("customer", ("business_id", "id")),
            )
            .take(),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("customer", &["business_id", "import_identity"]).unique().take(),
        index("customer", &["business_id", "sort_name", "id"]).take(),
        index("contact_point", &["business_id", "customer_id"]).take(),
        index("contact_point", &["business_id", "value"]).take(),
        index("consent_event", &["business_id", "customer_id", "topic"]).take(),
        index("interaction", &["business_id", "customer_id"]).take(),
        index("call", &["business_id", "actor_id", "customer_id", "contact_point_id", "purpose", "minute"])
            .unique()
            .take(),
        index("call", &["business_id", "customer_id"]).take(),
        index("call", &["business_id", "at"]).take(),
        index("retained_identity", &["business_id", "hash"]).take(),
    ]
}
