//! Audits: all of them with what is open, the report of one, and one finding.
#![cfg(feature = "ssr")]

pub mod api;
mod finding_page;
pub mod forms;
mod line;
mod list_page;
mod report_page;

pub use finding_page::finding;
pub use list_page::audits;
pub use report_page::report;
