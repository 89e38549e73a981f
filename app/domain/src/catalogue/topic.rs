//! What a consent is about, and how an answer is said.

mod english;
mod french;
mod german;
mod spanish;

use crate::{consent::ConsentStatus, topic::Topic};

/// Words about topics and answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TopicText {
    /// "Calls about services".
    Name(Topic),
    /// What a yes means.
    Meaning(Topic),
    /// How an answer is said to the customer who gave it.
    Said(ConsentStatus),
    /// An answer as one word.
    Answer(ConsentStatus),
}

super::in_each_language!(TopicText);
