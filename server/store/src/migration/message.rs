//! Messages as they are sent, the customer's links, and what a link in a mail may allow again.

use sea_orm_migration::{prelude::*, sea_orm::DatabaseBackend};

use super::{
    table::{create_all, drop_all, index, index_name, instant, int, json, table, text, uuid},
    wall,
};

/// Adds the columns and the tables, with their walls.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261130_000012_message"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in columns() {
            manager.alter_table(messages().add_column(column).take()).await?;
        }
        for columns in INDEXES {
            manager.create_index(index("message_intent", columns)).await?;
        }
        create_all(manager, tables(), indexes()).await?;
        wall::raise_around(manager, TABLES).await?;
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            wall::run(manager, vec![LOOKED_UP.to_owned(), LOOK_UP.to_owned()]).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            wall::run(manager, vec!["DROP FUNCTION link_behind(text)".to_owned()]).await?;
        }
        drop_all(manager, TABLES).await?;
        for columns in INDEXES {
            let name = index_name("message_intent", columns);
            manager.drop_index(Index::drop().name(name).table(Alias::new("message_intent")).to_owned()).await?;
        }
        for column in columns() {
            manager.alter_table(messages().drop_column(Alias::new(column.get_column_name())).take()).await?;
        }
        Ok(())
    }
}

const TABLES: &[&str] = &["customer_link", "customer_grant"];

const INDEXES: &[&[&str]] =
    &[&["business_id", "state", "due_at"], &["business_id", "created_at", "id"], &["business_id", "customer_id", "id"]];

/// A link is followed before its business is known.
const LOOKED_UP: &str = "CREATE POLICY looked_up ON customer_link FOR SELECT TO CURRENT_USER USING (true)";
const LOOK_UP: &str = "CREATE FUNCTION link_behind(wanted text) RETURNS TABLE (business_id uuid, id uuid) \
                       LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS \
                       $$ SELECT business_id, id FROM customer_link WHERE token_hash = wanted $$";

fn messages() -> TableAlterStatement {
    Table::alter().table(Alias::new("message_intent")).take()
}

fn columns() -> Vec<ColumnDef> {
    vec![
        json("content").null().take(),
        uuid("link_id").null().take(),
        int("attempts").not_null().default(0).take(),
        instant("due_at").null().take(),
        instant("settled_at").null().take(),
        text("problem").null().take(),
    ]
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("customer_link")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(uuid("customer_id").not_null())
            .col(text("token_hash").not_null())
            .col(uuid("contact_point_id").null())
            .col(instant("created_at").not_null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("customer_link", "business_id").to("business", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("customer_link", ("business_id", "customer_id"))
                    .to("customer", ("business_id", "id")),
            )
            .take(),
        table("customer_grant")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(uuid("customer_id").not_null())
            .col(text("code_hash").not_null())
            .col(json("allows").not_null())
            .col(instant("created_at").not_null())
            .col(instant("expires_at").not_null())
            .col(instant("used_at").null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("customer_grant", "business_id").to("business", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("customer_grant", ("business_id", "customer_id"))
                    .to("customer", ("business_id", "id")),
            )
            .take(),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        // Asked before the business is known, so it does not begin with one.
        index("customer_link", &["token_hash"]).unique().take(),
        index("customer_link", &["business_id", "customer_id"]).take(),
        index("customer_grant", &["business_id", "customer_id"]).take(),
    ]
}
