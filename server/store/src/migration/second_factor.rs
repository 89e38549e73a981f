//! A second factor to sign in with: its secret, the codes for when it is lost, the step between password and
//! code, and whether a business asks for it.

use sea_orm_migration::prelude::*;

use super::{
    table::{big, create_all, drop_all, index, instant, table, text, uuid},
    wall,
};

/// Creates the tables, and adds the setting.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261212_000031_second_factor"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let codes = index("recovery_code", &["account_id", "code_hash"]).unique().take();
        create_all(manager, vec![factor(), code(), step()], vec![codes]).await?;
        for table in TABLES {
            wall::open_to_all(manager, table, "SELECT, INSERT, UPDATE, DELETE").await?;
        }
        let setting = ColumnDef::new("second_factor_required").boolean().not_null().default(false).take();
        manager.alter_table(business().add_column(setting).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(business().drop_column("second_factor_required").take()).await?;
        drop_all(manager, &TABLES).await
    }
}

const TABLES: [&str; 3] = ["second_factor", "recovery_code", "sign_in_step"];

fn business() -> TableAlterStatement {
    Table::alter().table(Alias::new("business")).take()
}

fn factor() -> TableCreateStatement {
    table("second_factor")
        .col(uuid("account_id").not_null())
        .col(text("secret").not_null())
        .col(instant("made_at").not_null())
        .col(instant("confirmed_at").null())
        .col(big("last_step").not_null())
        .primary_key(Index::create().col("account_id"))
        .foreign_key(ForeignKey::create().from("second_factor", "account_id").to("account", "id"))
        .take()
}

fn code() -> TableCreateStatement {
    table("recovery_code")
        .col(uuid("id").not_null())
        .col(uuid("account_id").not_null())
        .col(text("code_hash").not_null())
        .col(instant("used_at").null())
        .primary_key(Index::create().col("id"))
        .foreign_key(ForeignKey::create().from("recovery_code", "account_id").to("account", "id"))
        .take()
}

fn step() -> TableCreateStatement {
    table("sign_in_step")
        .col(text("token_hash").not_null())
        .col(uuid("account_id").not_null())
        .col(uuid("business_id").not_null())
        .col(uuid("member_id").not_null())
        .col(instant("expires_at").not_null())
        .primary_key(Index::create().col("token_hash"))
        .foreign_key(ForeignKey::create().from("sign_in_step", "account_id").to("account", "id"))
        .take()
}
