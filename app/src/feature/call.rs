//! Calls: the button, and "Check a number".

pub mod api;
pub mod check_page;
pub mod call_button;
