//! The audit log: everything that happened, who did it, from what to what (policy section 5).
#![cfg(feature = "ssr")]

pub mod api;
mod filters;
mod log_address;
mod log_page;
mod log_table;

pub use log_page::page;
