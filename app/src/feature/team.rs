//! The members of a business, and how they come and go.

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod factor_card;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
mod hand_over_card;
#[cfg(feature = "ssr")]
mod invite_card;
#[cfg(feature = "ssr")]
mod join_page;
#[cfg(feature = "ssr")]
mod member_row;
#[cfg(feature = "ssr")]
mod remove_page;
#[cfg(feature = "ssr")]
mod rights_card;
pub mod role;
#[cfg(feature = "ssr")]
mod team_page;

#[cfg(feature = "ssr")]
pub use {join_page::joining, remove_page::removing, team_page::page};
