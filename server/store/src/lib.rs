//! The tables and the queries: the only crate that speaks to a database.
//!
//! Rows of a business are reached through a [`Scope`] only, which carries the business; nothing
//! outside this crate can build a query on them. The rules are in `domain`, the order of a change
//! in `service`.
#![forbid(unsafe_code)]

pub mod account;
pub mod archive;
pub mod audit;
pub mod business;
pub mod call;
pub mod closing;
pub mod consent;
pub mod customer;
pub mod db;
mod dialect;
pub mod display;
pub mod dnc;
pub mod entity;
pub mod error;
pub mod import;
pub mod installation;
pub mod integration;
pub mod interaction;
pub mod leaving;
pub mod ledger;
pub mod link;
pub mod member;
pub mod member_mail;
pub mod merge;
pub mod message;
mod migration;
pub mod notice;
pub mod person;
pub mod registry;
pub mod request;
pub mod retention;
#[cfg(feature = "tamper")]
pub mod scratch;
pub mod second_factor;
pub mod session;
pub mod setting;
pub mod suppression;
pub mod tally;
pub mod wake;
pub mod webhook;

pub use db::{Batch, Db, Scope};
pub use error::StoreError;
