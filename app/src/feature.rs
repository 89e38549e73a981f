//! The features, a folder each, under the names that they have in the other crates.

pub mod account;
pub mod audit;
pub mod call;
pub mod closing;
pub mod consent;
pub mod customer;
pub mod dashboard;
pub mod demo;
pub mod display;
pub mod dnc;
#[cfg(feature = "ssr")]
pub mod home_page;
pub mod import;
pub mod integration;
pub mod interaction;
pub mod ledger;
pub mod message;
pub mod policy;
pub mod preference;
pub mod registration;
pub mod registry;
pub mod request;
pub mod setting;
pub mod suppression;
pub mod team;
pub mod webhook;
