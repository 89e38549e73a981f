//! Values that are kept as codes, as a customer reads them.

mod english;
mod french;
mod german;
mod spanish;

use std::borrow::Cow;

use crate::{
    call::BlockReason,
    consent::{AskedOf, ConsentStatus, Method},
    dnc::{HowAsked, SourceKind},
    event::PointKind,
    interaction::{Direction, Outcome},
    language::Language,
    message::MessageState,
    prompt::Answer,
    request::{Came, RequestKind, RequestState},
    topic::{Purpose, Topic},
};

/// A value that is kept as a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// A number or an address.
    Point(PointKind),
    /// What an answer is about.
    Topic(Topic),
    /// What an answer amounts to.
    Status(ConsentStatus),
    /// How an answer came.
    Method(Method),
    /// Who was asked.
    AskedOf(AskedOf),
    /// Who recorded something.
    By(Recorder),
    /// How they asked not to be called.
    How(HowAsked),
    /// Why a number is on the do-not-call list.
    Source(SourceKind),
    /// Who reached whom.
    Direction(Direction),
    /// What they answered to the script.
    Answer(Answer),
    /// What came of a contact.
    Outcome(Outcome),
    /// What a call was for.
    Purpose(Purpose),
    /// A call was allowed.
    Allowed,
    /// A call was not allowed.
    Blocked,
    /// Why a call was not allowed.
    Reason(BlockReason),
    /// How far a message is.
    Message(MessageState),
    /// What they requested.
    Request(RequestKind),
    /// How a request came.
    Came(Came),
    /// How far a request is.
    State(RequestState),
    /// A language.
    Language(Language),
}

/// Who recorded something, without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorder {
    /// The customer.
    You,
    /// A member of the business.
    Staff,
    /// An import.
    Import,
    /// A program of the business.
    Program,
    /// The system, or whoever runs it.
    System,
}

impl Code {
    /// The code itself, as another program reads it.
    pub fn code(&self) -> Cow<'static, str> {
        match self {
            Self::Point(kind) => kind.code(),
            Self::Topic(topic) => return topic.code().into(),
            Self::Status(status) => status.code(),
            Self::Method(method) => method.code(),
            Self::AskedOf(asked) => asked.code(),
            Self::By(Recorder::You) => "you",
            Self::By(Recorder::Staff) => "a member of staff",
            Self::By(Recorder::Import) => "an import",
            Self::By(Recorder::Program) => "another program",
            Self::By(Recorder::System) => "the system",
            Self::How(how) => how.code(),
            Self::Source(kind) => kind.code(),
            Self::Direction(direction) => direction.code(),
            Self::Answer(answer) => answer.code(),
            Self::Outcome(outcome) => outcome.code(),
            Self::Purpose(purpose) => purpose.code(),
            Self::Allowed => "allowed",
            Self::Blocked => "blocked",
            Self::Reason(reason) => reason.code(),
            Self::Message(state) => state.code(),
            Self::Request(kind) => kind.code(),
            Self::Came(came) => came.code(),
            Self::State(state) => state.code(),
            Self::Language(language) => language.code(),
        }
        .into()
    }
}

super::in_each_language!(Code);
