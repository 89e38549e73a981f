//! The registration gate: the statement, the refusal, and the form behind it.
#![cfg(feature = "ssr")]

mod account_page;
pub mod api;
mod country;
mod declined_page;
pub mod forms;
pub mod gate;
mod register_page;
mod text_page;
pub mod unread;

pub use account_page::new_business;
pub use declined_page::declined;
pub use register_page::register;
pub use text_page::{dpa, privacy};
