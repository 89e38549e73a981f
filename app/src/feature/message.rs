//! Messages to customers: what was sent, and a link to hand over.

pub mod api;
#[cfg(feature = "ssr")]
pub mod forms;
mod messages_page;

pub use messages_page::MessagesPage;
