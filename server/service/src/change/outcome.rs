//! What the work of a change says happened.

use domain::event::Event;

/// What the work of a change comes to. Nothing can change without an event: an outcome that has
/// none is [`Outcome::Unchanged`], and then the rows are put back as they were.
#[derive(Debug)]
pub enum Outcome<T> {
    /// Something happened, in this order.
    Changed {
        /// The first event: there is always one.
        first: Event,
        /// The others.
        rest: Vec<Event>,
        /// What the caller gets.
        value: T,
    },
    /// It was so already: nothing is written.
    Unchanged(T),
}

impl<T> Outcome<T> {
    /// One thing happened.
    pub fn one(event: Event, value: T) -> Self {
        Self::Changed { first: event, rest: Vec::new(), value }
    }

    /// These things happened; with none of them, nothing changed.
    pub fn many(events: Vec<Event>, value: T) -> Self {
        let mut events = events.into_iter();
        match events.next() {
            Some(first) => Self::Changed { first, rest: events.collect(), value },
            None => Self::Unchanged(value),
        }
    }
}

/// A change that is durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done<T> {
    /// What the work returned.
    pub value: T,
    /// The position of the ledger behind it.
    pub seq: i64,
}
