//! The dashboard: the counts of the business, live.
#![cfg(feature = "ssr")]

pub mod api;
mod dashboard_page;

pub use dashboard_page::page;
