//! Settings: what a business decides for all of its calls and consents.

pub mod api;
mod call_card;
#[cfg(feature = "ssr")]
pub mod forms;
mod holiday_card;
pub mod setting_page;
mod topic_card;
mod week_card;
