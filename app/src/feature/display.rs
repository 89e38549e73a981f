//! Office screens: looking after them, and what one shows.
#![cfg(feature = "ssr")]

pub mod api;
mod choose_fields;
mod display_page;
pub mod forms;
mod list_page;
pub mod public;

pub use display_page::display;
pub use list_page::displays;
