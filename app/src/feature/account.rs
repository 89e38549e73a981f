//! One's own account: signing in and out, and one's own settings.

pub mod account_page;
#[cfg(feature = "ssr")]
mod address_page;
pub mod api;
#[cfg(feature = "ssr")]
mod closed_page;
#[cfg(feature = "ssr")]
mod code_page;
#[cfg(feature = "ssr")]
mod confirm_page;
#[cfg(feature = "ssr")]
mod forgot_page;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
mod next;
#[cfg(feature = "ssr")]
mod recovery_codes;
#[cfg(feature = "ssr")]
mod reset_page;
#[cfg(feature = "ssr")]
mod second_factor_page;
#[cfg(feature = "ssr")]
mod sessions_page;
#[cfg(feature = "ssr")]
mod sign_in_page;
pub mod sign_out;
pub mod theme;
#[cfg(feature = "ssr")]
mod withdraw_page;

#[cfg(feature = "ssr")]
pub use {
    address_page::address,
    closed_page::closed,
    code_page::{code, setting_up},
    confirm_page::confirming,
    forgot_page::forgot,
    reset_page::resetting,
    second_factor_page::second_factor,
    sessions_page::sessions,
    sign_in_page::sign_in,
    withdraw_page::withdrawing,
};
