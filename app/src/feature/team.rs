//! The members of a business, and how they come and go.

pub mod api;
#[cfg(feature = "ssr")]
pub mod forms;
mod invite_card;
pub mod join_page;
mod member_row;
pub mod role;
pub mod team_page;
