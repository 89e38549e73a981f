//! The doors of a sample business: sign in as one of its members by one press.
#![cfg(feature = "ssr")]

pub mod api;
mod door_page;
pub mod forms;

pub use door_page::door;
