//! Webhooks: programs that are told what happens.
#![cfg(feature = "ssr")]

pub mod api;
pub mod forms;
mod list_card;
mod log_card;
mod make_card;
mod webhook_page;

pub(super) use list_card::ListCard;
pub(super) use make_card::MakeCard;
pub use webhook_page::webhook;
