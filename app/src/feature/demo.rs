//! The doors of a sample business: sign in as one of its members by one press.

pub mod api;
pub mod door_page;
#[cfg(feature = "ssr")]
pub mod forms;
