//! What crosses between the browser and the server: parameters in, views out. No rules here.

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
pub mod import;
pub mod integration;
pub mod interaction;
pub mod ledger;
pub mod live;
pub mod message;
pub mod policy;
pub mod preference;
pub mod registration;
pub mod registry;
pub mod request;
pub mod scrub;
pub mod setting;
pub mod suppression;
pub mod team;
pub mod webhook;
