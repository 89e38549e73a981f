//! Keys for programs: made and revoked by who operates the business, what each opens, and what was answered under
//! names of theirs.

mod edit;
mod enter;
mod show;
mod wish;

pub use edit::{make_key, revoke_key, take_over_key};
pub use enter::enter;
pub(crate) use enter::still_opens;
pub(crate) use show::keys_of;
pub use show::list;
pub use wish::Wish;

#[cfg(test)]
mod tests;
