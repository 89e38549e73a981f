//! Policies: what a business tells its customers and its members, version by version.
#![cfg(feature = "ssr")]

pub mod api;
mod compare_page;
mod edit_form;
pub mod forms;
mod list_page;
pub mod public;
mod show_page;

pub use compare_page::comparison;
pub use list_page::policies;
pub use show_page::policy;
