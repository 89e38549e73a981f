//! Messages to customers: what they say, how they are sent, and what staff see of them.

mod content;
mod deliver;
mod page;
mod text;

pub use deliver::{deliver_due, deliver_of};
pub use page::show;

pub(crate) use page::why;
pub(crate) use text::escaped;

pub(crate) use content::{Content, Marked, TopicChange};
pub(crate) use text::subject;

#[cfg(test)]
mod tests;
