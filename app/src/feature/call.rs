//! Calls: the button, and "Check a number".

pub mod api;
pub mod call_button;
pub mod check_page;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod why;
