//! Data subjects' requests: the register, one request, and the copy of somebody's data.
#![cfg(feature = "ssr")]

pub mod api;
pub mod copy;
pub mod forms;
mod list_page;
mod new_page;
mod show_page;

pub use list_page::requests;
pub use new_page::new;
pub use show_page::request;
