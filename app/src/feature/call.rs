//! Calls: the button, "Check a number" and "Check a list".

pub mod api;
pub mod call_button;
pub mod check_list_page;
pub mod check_page;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod why;
