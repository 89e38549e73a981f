//! Calls: the button, "Check a number" and "Check a list".

pub mod api;
pub mod call_button;
#[cfg(feature = "ssr")]
mod check_list_page;
pub mod check_page;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod why;

#[cfg(feature = "ssr")]
pub use check_list_page::checking_a_list;
