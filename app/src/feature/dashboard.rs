//! The dashboard: the counts of the business, live.

pub mod api;
pub mod dashboard_page;
