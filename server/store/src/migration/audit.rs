//! Audits: each run, what they found, what was said about it, and who signed.

use sea_orm_migration::prelude::*;

use super::{
    table::{big, create_all, date, drop_all, index, instant, int, json, table, text, uuid},
    wall,
};

/// Creates the tables.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261202_000021_audit"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_all(manager, vec![run(), finding(), sighting(), comment(), review()], indexes()).await?;
        wall::raise_around(manager, &TABLES).await?;
        let rhythm = text("audit_rhythm").not_null().default("monthly").take();
        manager.alter_table(business().add_column(rhythm).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(business().drop_column("audit_rhythm").take()).await?;
        drop_all(manager, &TABLES).await
    }
}

const RUN: &str = "audit_run";
const FINDING: &str = "audit_finding";
const SIGHTING: &str = "audit_sighting";
const COMMENT: &str = "audit_comment";
const REVIEW: &str = "audit_review";
const TABLES: [&str; 5] = [RUN, FINDING, SIGHTING, COMMENT, REVIEW];

fn business() -> TableAlterStatement {
    Table::alter().table(Alias::new("business")).take()
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index(RUN, &["business_id", "started_at"]),
        index(FINDING, &["business_id", "check_code", "about"]).unique().take(),
        index(FINDING, &["business_id", "state", "due_on"]),
        index(FINDING, &["business_id", "customer_id"]),
        index(COMMENT, &["business_id", "finding_id"]),
    ]
}

fn run() -> TableCreateStatement {
    table(RUN)
        .col(uuid("business_id").not_null())
        .col(uuid("id").not_null())
        .col(text("cause").not_null())
        .col(text("state").not_null())
        .col(instant("started_at").not_null())
        .col(text("started_by_kind").not_null())
        .col(uuid("started_by_id").null())
        .col(int("done").not_null())
        .col(int("checks").not_null())
        .col(instant("leased_until").null())
        .col(instant("finished_at").null())
        .col(json("totals").not_null())
        .col(int("found").not_null())
        .col(int("new").not_null())
        .col(int("reopened").not_null())
        .col(int("gone").not_null())
        .primary_key(Index::create().col("business_id").col("id"))
        .foreign_key(ForeignKey::create().from(RUN, "business_id").to("business", "id"))
        .take()
}

fn finding() -> TableCreateStatement {
    table(FINDING)
        .col(uuid("business_id").not_null())
        .col(uuid("id").not_null())
        .col(text("check_code").not_null())
        .col(text("about").not_null())
        .col(uuid("customer_id").null())
        .col(big("count").not_null())
        .col(text("state").not_null())
        .col(instant("found_at").not_null())
        .col(uuid("run_id").not_null())
        .col(uuid("owner_id").null())
        .col(date("due_on").not_null())
        .col(instant("reminded_at").null())
        .col(text("resolution").null())
        .col(text("resolved_by_kind").null())
        .col(uuid("resolved_by_id").null())
        .col(instant("resolved_at").null())
        .primary_key(Index::create().col("business_id").col("id"))
        .foreign_key(ForeignKey::create().from(FINDING, ("business_id", "run_id")).to(RUN, ("business_id", "id")))
        .foreign_key(
            ForeignKey::create().from(FINDING, ("business_id", "customer_id")).to("customer", ("business_id", "id")),
        )
        .foreign_key(
            ForeignKey::create().from(FINDING, ("business_id", "owner_id")).to("member", ("business_id", "id")),
        )
        .take()
}

fn sighting() -> TableCreateStatement {
    table(SIGHTING)
        .col(uuid("business_id").not_null())
        .col(uuid("run_id").not_null())
        .col(uuid("finding_id").not_null())
        .col(big("count").not_null())
        .primary_key(Index::create().col("business_id").col("run_id").col("finding_id"))
        .foreign_key(ForeignKey::create().from(SIGHTING, ("business_id", "run_id")).to(RUN, ("business_id", "id")))
        .foreign_key(
            ForeignKey::create().from(SIGHTING, ("business_id", "finding_id")).to(FINDING, ("business_id", "id")),
        )
        .take()
}

fn comment() -> TableCreateStatement {
    table(COMMENT)
        .col(uuid("business_id").not_null())
        .col(uuid("id").not_null())
        .col(uuid("finding_id").not_null())
        .col(text("text").null())
        .col(text("by_kind").not_null())
        .col(uuid("by_id").null())
        .col(instant("at").not_null())
        .primary_key(Index::create().col("business_id").col("id"))
        .foreign_key(
            ForeignKey::create().from(COMMENT, ("business_id", "finding_id")).to(FINDING, ("business_id", "id")),
        )
        .take()
}

fn review() -> TableCreateStatement {
    table(REVIEW)
        .col(uuid("business_id").not_null())
        .col(uuid("run_id").not_null())
        .col(text("signed_by_kind").not_null())
        .col(uuid("signed_by_id").null())
        .col(instant("signed_at").not_null())
        .col(big("entry").not_null())
        .col(text("checkpoint").not_null())
        .primary_key(Index::create().col("business_id").col("run_id"))
        .foreign_key(ForeignKey::create().from(REVIEW, ("business_id", "run_id")).to(RUN, ("business_id", "id")))
        .take()
}
