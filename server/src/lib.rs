//! The machine: it reads the configuration, opens the record, and answers requests and commands.
//!
//! What a request may do is decided in `service`, what a page shows in `app`. This is a library
//! so that the integration tests start the same server that people run.
#![forbid(unsafe_code)]

mod archive;
pub mod cli;
pub mod config;
mod display;
mod export;
pub mod failure;
pub mod form;
pub mod health;
pub mod import;
mod language;
pub mod layer;
pub mod live;
mod mail;
mod preference;
pub mod public;
mod receipt;
pub mod request;
pub mod rest;
mod router;
pub mod scrub;
pub mod shutdown;
mod site;
mod socket;
pub mod startup;
pub mod telemetry;
mod text;
mod webhook;
pub mod worker;

pub use config::{Config, environment::Environment};
pub use failure::Failure;
pub use router::AppState;
pub use startup::{Started, start};
