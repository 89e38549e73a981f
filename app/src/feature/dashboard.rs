//! The dashboard: what needs attention, the counts of the business, live, and what was counted over time.
#![cfg(feature = "ssr")]

pub mod api;
mod chart;
mod dashboard_page;
mod figure;
pub mod forms;
mod step;
mod todo;

pub use dashboard_page::page;
