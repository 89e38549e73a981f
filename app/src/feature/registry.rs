//! The national do-not-call registries: which are loaded, and what the business subscribed to.

pub mod api;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod registry_page;
