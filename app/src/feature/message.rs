//! Messages to customers: what was sent, and a link to hand over.
#![cfg(feature = "ssr")]

pub mod api;
pub mod forms;
mod messages_page;

pub use messages_page::messages;
