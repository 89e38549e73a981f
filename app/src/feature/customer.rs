//! Customers: the list, a customer's page, and editing.

pub mod api;
mod details_form;
pub mod edit_page;
#[cfg(feature = "ssr")]
pub mod forms;
mod language_field;
#[cfg(feature = "ssr")]
mod list_address;
#[cfg(feature = "ssr")]
mod list_page;
#[cfg(feature = "ssr")]
mod list_table;
#[cfg(feature = "ssr")]
mod merge_page;
#[cfg(feature = "ssr")]
mod merge_preview;
mod points_card;
pub mod show_page;
#[cfg(feature = "ssr")]
mod split_page;

pub use language_field::language_field;
#[cfg(feature = "ssr")]
pub use {list_page::list, merge_page::merging, split_page::splitting};
