//! Policies: what a business tells its customers and its members, version by version.

pub mod api;
mod compare_page;
mod edit_form;
#[cfg(feature = "ssr")]
pub mod forms;
mod list_page;
#[cfg(feature = "ssr")]
pub mod public;
mod show_page;

pub use compare_page::ComparePage;
pub use list_page::PoliciesPage;
pub use show_page::PolicyPage;
