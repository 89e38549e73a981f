//! The audit log: everything that happened, who did it, from what to what (policy section 5).

pub mod api;
mod filters;
mod log_address;
pub mod log_page;
mod log_table;
