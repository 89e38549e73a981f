//! What is answered instead (RFC 9457). Each problem has a type that stays, and no text from below.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use domain::{error::Invalid, integration::ApiScope, wire::call::Decision};
use serde::Serialize;
use service::Error;
use utoipa::ToSchema;

/// How every type begins.
const TYPE: &str = "urn:ringfence:problem:";

/// Why something is not answered as it was asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Problem {
    /// There is no key, or none that is good.
    Unauthorized,
    /// The key does not open this.
    Forbidden(ApiScope),
    /// The business has no such thing.
    NotFound,
    /// There is nothing at this path.
    NoSuchPath,
    /// The path is not asked in this way.
    MethodNotAllowed,
    /// The body is no JSON, or did not arrive whole.
    Malformed(String),
    /// The body is too long.
    TooLarge,
    /// The body does not say that it is JSON.
    NotJson,
    /// The body does not say that it is a list.
    NotAList,
    /// A list is too long.
    TooLargeAList,
    /// A list did not arrive whole.
    BrokenOff,
    /// Fields need another look, each with what is wrong.
    Invalid(Vec<(String, String)>),
    /// The call is not allowed.
    CallBlocked(Decision),
    /// Whether the call is allowed cannot be found out, so it is not.
    CouldNotCheck,
    /// The permit was used, or is too old.
    PermitGone,
    /// Somebody changed it in between.
    Stale,
    /// Which version is to be changed was not said.
    NoVersion,
    /// It is another version than was read.
    OtherVersion,
    /// Too many requests: in how many seconds there may be more.
    Throttled(u64),
    /// The record cannot be reached.
    Unavailable,
    /// Something that cannot happen, happened.
    Broken,
}

/// A problem as it is sent.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct Details {
    /// Which problem it is. It stays the same for the same problem.
    #[serde(rename = "type")]
    #[schema(example = "urn:ringfence:problem:call_blocked")]
    kind: String,
    /// The problem in a few words.
    title: &'static str,
    /// The status of the answer.
    status: u16,
    /// What to do about it.
    detail: String,
    /// The fields that need another look.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
    /// Why the call is not allowed, the strongest reason first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<Reason>,
    /// The next instant at which time alone can change that.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<DateTime<Utc>>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, ToSchema)]
struct FieldProblem {
    /// The field.
    field: String,
    /// What would be right.
    detail: String,
}

/// One reason why a call is not allowed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct Reason {
    /// Which reason it is.
    #[schema(example = "do_not_call")]
    code: String,
    /// The same in a sentence.
    message: String,
}

/// The reasons of a decision, the strongest first.
pub(super) fn reasons(decision: Decision) -> Vec<Reason> {
    let Decision { reasons, sentences, .. } = decision;
    reasons.into_iter().zip(sentences).map(|(code, message)| Reason { code, message }).collect()
}

/// Whether the facts behind a decision could not be read.
pub(super) fn is_unread(decision: &Decision) -> bool {
    decision.reasons.iter().any(|code| code == "could_not_check")
}

impl Problem {
    /// Fields that need another look.
    pub(super) fn field(field: &str, sentence: impl Into<String>) -> Self {
        Self::Invalid(vec![(field.to_owned(), sentence.into())])
    }

    /// The same where a decision was asked for: a record that cannot be reached allows no call.
    pub(super) fn of_a_decision(error: Error) -> Self {
        match Self::from(error) {
            Self::Unavailable => Self::CouldNotCheck,
            other => other,
        }
    }

    /// The last part of its type, its title, and its status.
    const fn named(&self) -> (&'static str, &'static str, StatusCode) {
        match self {
            Self::Unauthorized => ("unauthorized", "No good key", StatusCode::UNAUTHORIZED),
            Self::Forbidden(_) => ("forbidden", "The key does not open this", StatusCode::FORBIDDEN),
            Self::NotFound => ("not_found", "Not found", StatusCode::NOT_FOUND),
            Self::NoSuchPath => ("no_such_path", "No such path", StatusCode::NOT_FOUND),
            Self::MethodNotAllowed => ("method_not_allowed", "Method not allowed", StatusCode::METHOD_NOT_ALLOWED),
            Self::Malformed(_) | Self::BrokenOff => ("malformed", "Not readable", StatusCode::BAD_REQUEST),
            Self::TooLarge | Self::TooLargeAList => ("too_large", "Too large", StatusCode::PAYLOAD_TOO_LARGE),
            Self::NotJson => ("not_json", "Not JSON", StatusCode::UNSUPPORTED_MEDIA_TYPE),
            Self::NotAList => ("not_a_list", "Not a list", StatusCode::UNSUPPORTED_MEDIA_TYPE),
            Self::Invalid(_) => ("invalid", "Some fields need another look", StatusCode::UNPROCESSABLE_ENTITY),
            Self::CallBlocked(_) => ("call_blocked", "The call is not allowed", StatusCode::CONFLICT),
            Self::CouldNotCheck => ("could_not_check", "It could not be checked", StatusCode::SERVICE_UNAVAILABLE),
            Self::PermitGone => ("permit_gone", "The permit is gone", StatusCode::GONE),
            Self::Stale => ("stale", "Somebody changed this in between", StatusCode::CONFLICT),
            Self::NoVersion => ("precondition_required", "Which version was read?", StatusCode::PRECONDITION_REQUIRED),
            Self::OtherVersion => {
                ("precondition_failed", "Somebody changed this in between", StatusCode::PRECONDITION_FAILED)
            }
            Self::Throttled(_) => ("throttled", "Too many requests", StatusCode::TOO_MANY_REQUESTS),
            Self::Unavailable => ("unavailable", "The record cannot be reached", StatusCode::SERVICE_UNAVAILABLE),
            Self::Broken => ("broken", "Something broke on our side", StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    /// What to do about it.
    fn detail(&self) -> String {
        let sentence = match self {
            Self::Unauthorized => {
                "Send a key as \u{201c}Authorization: Bearer\u{201d}. An owner or admin makes one under Integrations."
            }
            Self::Forbidden(scope) => return format!("Use a key that has the scope {}.", scope.code()),
            Self::NotFound => "The business of this key has none with this identifier.",
            Self::NoSuchPath => "What can be asked is described at /api/v1/openapi.json.",
            Self::MethodNotAllowed => "The header Allow says which methods this path has.",
            Self::Malformed(what) => return format!("Send one JSON object. {what}"),
            Self::TooLarge => "Send at most 64 KiB.",
            Self::NotJson => "Send the body as application/json.",
            Self::NotAList => "Send the list as text/csv or text/plain.",
            Self::TooLargeAList => "Divide the list, and send one part after the other: 2 GiB at most.",
            Self::BrokenOff => "The list did not arrive whole. Send it again.",
            Self::Invalid(_) => "Look at each of the errors. Nothing was changed.",
            Self::CallBlocked(decision) => decision.sentence().unwrap_or("The call is not allowed."),
            Self::CouldNotCheck => "The facts could not be read, so nobody may be called. Try again later.",
            Self::PermitGone => "It was used, or is older than 60 seconds. Ask for another call.",
            Self::Stale | Self::OtherVersion => "Read it again, and try again.",
            Self::NoVersion => "Read it, and send the ETag of the answer as If-Match.",
            Self::Throttled(_) => "Wait as long as Retry-After says, and send the request again.",
            Self::Unavailable => "Nothing was changed. Try again later.",
            Self::Broken => "Look whether it was done before you try again. The log has it under X-Request-Id.",
        };
        sentence.to_owned()
    }
}

impl From<Error> for Problem {
    /// Logs a fault once.
    fn from(error: Error) -> Self {
        match error {
            Error::SignedOut => Self::Unauthorized,
            // Each route asks for its scope before it does anything, so a right that is missing is a fault of ours.
            Error::Forbidden | Error::NotAgreed | Error::WrongPassword | Error::Broken(_) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a program's request failed");
                Self::Broken
            }
            Error::NotFound => Self::NotFound,
            Error::Invalid(invalid) => invalid.into(),
            Error::Blocked(decision) => Self::CallBlocked((&decision).into()),
            Error::Stale => Self::Stale,
            Error::LinkGone => Self::PermitGone,
            Error::Throttled => Self::Throttled(60),
            Error::KeysMissing | Error::Store(_) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a program's request could not be answered");
                Self::Unavailable
            }
        }
    }
}

impl From<Invalid> for Problem {
    fn from(invalid: Invalid) -> Self {
        let each = invalid.problems().map(|(field, problem)| (field.to_owned(), problem.to_string()));
        Self::Invalid(each.collect())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (name, title, status) = self.named();
        let detail = self.detail();
        let challenge = matches!(self, Self::Unauthorized);
        let wait = match self {
            Self::Throttled(seconds) => Some(seconds),
            _ if status == StatusCode::SERVICE_UNAVAILABLE => Some(5),
            _ => None,
        };
        let (errors, decision) = match self {
            Self::Invalid(errors) => (errors, None),
            Self::CallBlocked(decision) => (Vec::new(), Some(decision)),
            _ => (Vec::new(), None),
        };
        let details = Details {
            kind: format!("{TYPE}{name}"),
            title,
            status: status.as_u16(),
            detail,
            errors: errors.into_iter().map(|(field, detail)| FieldProblem { field, detail }).collect(),
            until: decision.as_ref().and_then(|decision| decision.until),
            reasons: decision.map(reasons).unwrap_or_default(),
        };
        let mut response = (status, Json(details)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if challenge {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
