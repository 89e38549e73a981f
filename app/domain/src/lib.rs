//! The rules of Ringfence: what a consent is, who may be called, what a change is.
//!
//! Nothing here reads a clock, draws a random number, opens a file or knows a database or a
//! screen. The crate compiles natively and to WASM; the feature `metadata` adds the facts with
//! which a server decides (phone numbers, time zones, hashes).
#![forbid(unsafe_code)]

pub mod access;
pub mod actor;
pub mod audit;
pub mod call;
pub mod catalogue;
pub mod closing;
pub mod consent;
pub mod country;
pub mod display;
pub mod dnc;
pub mod email;
pub mod error;
pub mod event;
pub mod hours;
pub mod id;
pub mod import;
pub mod integration;
pub mod interaction;
pub mod language;
pub mod ledger;
pub mod member_mail;
pub mod merge;
pub mod message;
pub mod notice;
pub mod phone;
pub mod policy;
pub mod preference;
pub mod prompt;
#[cfg(feature = "metadata")]
pub mod receipt;
pub mod registration;
pub mod registry;
pub mod request;
pub mod retention;
pub mod second_factor;
pub mod setting;
pub mod tally;
pub mod text;
pub mod topic;
pub mod training;
pub mod webhook;
pub mod wire;
