//! The schema, step by step, for both databases.

mod api_key;
mod api_wish;
mod audit;
mod closing;
mod customer;
mod customer_language;
mod customer_merge;
mod display;
mod do_not_call_list;
mod import;
mod ledger;
mod member_mail;
mod membership;
mod message;
mod platform;
mod registry;
mod removal;
mod request;
mod retention;
mod second_factor;
mod statistics;
mod suppression;
mod table;
mod tally;
mod text_message;
mod topic;
mod undeliverable;
mod uploaded_list;
mod wall;
mod webhook;

use sea_orm_migration::prelude::*;

/// Every step, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(platform::Migration),
            Box::new(customer::Migration),
            Box::new(suppression::Migration),
            Box::new(ledger::Migration),
            Box::new(wall::Migration),
            Box::new(do_not_call_list::Migration),
            Box::new(topic::Migration),
            Box::new(import::Migration),
            Box::new(customer_merge::Migration),
            Box::new(registry::Migration),
            Box::new(uploaded_list::Migration),
            Box::new(message::Migration),
            Box::new(member_mail::Migration),
            Box::new(statistics::Migration),
            Box::new(request::Migration),
            Box::new(customer_language::Migration),
            Box::new(undeliverable::Migration),
            Box::new(text_message::Migration),
            Box::new(audit::Migration),
            Box::new(display::Migration),
            Box::new(tally::Migration),
            Box::new(api_key::Migration),
            Box::new(second_factor::Migration),
            Box::new(api_wish::Migration),
            Box::new(closing::Migration),
            Box::new(membership::Migration),
            Box::new(webhook::Migration),
            Box::new(retention::Migration),
            Box::new(removal::Migration),
        ]
    }
}
