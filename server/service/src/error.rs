//! What can go wrong in a use case. For the log and for the edge that turns it into an answer.

use domain::{
    call::CallDecision,
    error::{Invalid, Problem},
};
use store::StoreError;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, or not any more.
    #[error("nobody is signed in")]
    SignedOut,
    /// Signed in, and without the right.
    #[error("the right is missing")]
    Forbidden,
    /// There is no such thing, or it may not be known that there is.
    #[error("there is no such thing")]
    NotFound,
    /// Fields need another look.
    #[error("some fields need another look")]
    Invalid(#[source] Invalid),
    /// The call is not allowed.
    #[error("the call is not allowed")]
    Blocked(CallDecision),
    /// Somebody changed it in between.
    #[error("somebody changed this in between")]
    Stale,
    /// The registration statement was not agreed to, or too long ago, or there is a newer one.
    #[error("the registration statement was not agreed to")]
    NotAgreed,
    /// The link was used, taken back, or is too old.
    #[error("the link is no longer good")]
    LinkGone,
    /// E-mail and password do not go together, or there is no such account: one answer for both.
    #[error("email and password do not go together")]
    WrongPassword,
    /// Too many failures lately.
    #[error("too many attempts")]
    Throttled,
    /// A key of this installation is missing or is another one.
    #[error("a key of this installation is missing")]
    KeysMissing,
    /// The database did not do what it was asked to.
    #[error("the record could not be reached")]
    Store(#[source] StoreError),
    /// Something that cannot happen, happened.
    #[error("{0}")]
    Broken(&'static str),
}

impl Error {
    /// One field's problem.
    pub fn field(field: &str, problem: Problem) -> Self {
        Self::Invalid(Invalid::field(field, problem))
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

/// What a use case answers.
pub type Result<T> = std::result::Result<T, Error>;
