//! Calls: the button, and "Check a number".

pub mod api;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod check_page;
pub mod call_button;
