//! The registration gate: the statement, the refusal, and the form behind it.

pub mod account_page;
pub mod api;
#[cfg(feature = "ssr")]
mod country;
pub mod declined_page;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod gate;
pub mod register_page;
pub mod text_page;
pub mod unread;
