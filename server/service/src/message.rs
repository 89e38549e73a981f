//! Messages to customers: what they say, how they are sent, and what staff see of them.

mod brief;
mod by_mail;
mod by_text;
mod content;
mod deliver;
mod page;
mod text;
mod undeliverable;

pub use deliver::{deliver_due, deliver_of};
pub use page::show;
pub use undeliverable::try_again;

pub(crate) use page::{undelivered, why};
pub(crate) use text::escaped;

pub(crate) use content::{Content, Marked, TopicChange};
pub(crate) use text::subject;
pub(crate) use undeliverable::takes_mail;

#[cfg(test)]
mod tests;
