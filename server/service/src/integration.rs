//! Keys for programs: made and revoked by who operates the business, and what each opens.

mod edit;
mod enter;
mod show;

pub use edit::{make_key, revoke_key};
pub use enter::enter;
pub(crate) use enter::still_opens;
pub use show::list;

#[cfg(test)]
mod tests;
