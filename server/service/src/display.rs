//! Office screens: made, paired, changed and revoked by who operates the business; read by whoever comes in.
//!
//! A screen is no member and has no rights. It holds a secret in a cookie, and what it is told is made of
//! [`Frame`](domain::display::Frame)s, which cannot hold personal data.

mod code;
mod edit;
mod now;
mod pair;
mod screen;
mod show;
mod watch;

pub use edit::{change, make, make_code, revoke};
pub use pair::{Paired, pair};
pub use screen::{Seen, look};
pub use show::{list, open};
pub use watch::{End, Watch, watch};

#[cfg(test)]
mod tests;
