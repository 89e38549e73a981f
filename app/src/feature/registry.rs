//! The national do-not-call registries: which are loaded, and what the business subscribed to.
#![cfg(feature = "ssr")]

pub mod api;
pub mod forms;
mod registry_page;

pub use registry_page::registries;
