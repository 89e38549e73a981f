//! Settings: what a business decides for all of its calls and consents.
#![cfg(feature = "ssr")]

pub mod api;
mod call_card;
mod effect;
pub mod forms;
mod holiday_card;
mod own_card;
mod retention_card;
mod setting_page;
mod text_card;
mod topic_card;
mod week_card;

pub use setting_page::page;
