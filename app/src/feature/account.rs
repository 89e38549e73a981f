//! One's own account: signing in and out, and one's own settings.

pub mod account_page;
pub mod api;
pub mod arrival;
pub mod forgot_page;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
mod next;
pub mod sign_in_page;
pub mod sign_out;
pub mod theme;
