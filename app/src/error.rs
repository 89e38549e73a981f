//! What can go wrong, as the browser knows it: a closed list, without any text from below.

use domain::{
    error::{Invalid, Problem},
    wire::call::Decision,
};
use leptos::{prelude::*, server_fn::error::ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::{codec::TextJson, ui};

/// An error of a server function.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in, or not any more.
    #[error("Please sign in.")]
    SignedOut,
    /// Signed in, and without the right.
    #[error("You may not do that.")]
    Forbidden,
    /// There is no such thing, or it may not be known that there is.
    #[error("We could not find that.")]
    NotFound,
    /// Fields need another look.
    #[error("Some answers need another look.")]
    Invalid(Invalid),
    /// The call is not allowed.
    #[error("This call is not allowed.")]
    Blocked(Decision),
    /// Somebody changed it in between.
    #[error("Someone changed this while you worked.")]
    Stale,
    /// The registration statement was not agreed to, or too long ago.
    #[error("Registration needs your consent first.")]
    NotAgreed,
    /// A link that was used, taken back, or is too old.
    #[error("This link is no longer good.")]
    LinkGone,
    /// E-mail and password do not go together, or there is no such account.
    #[error("This email and password do not go together.")]
    WrongPassword,
    /// Too many failures lately.
    #[error("Too many attempts. Wait a few minutes and try again.")]
    Throttled,
    /// The record cannot be reached now; nothing was changed.
    #[error("The record cannot be reached at the moment. Nothing was changed. Reference {0}.")]
    Unavailable(String),
    /// A fault of ours.
    #[error("Something broke on our side. Reference {0}.")]
    Broken(String),
    /// The server cannot be reached.
    #[error("The server cannot be reached.")]
    Offline,
}

impl FromServerFnError for AppError {
    type Encoder = TextJson;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Invalid(Invalid::field(
                    "form",
                    Problem::Other("This form could not be read. Load it again".into()),
                ))
            }
            _ => Self::Broken("unknown".into()),
        }
    }
}

impl AppError {
    /// What the reader can do about it.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::SignedOut => "Your session has ended. Sign in again; nothing that you typed was sent.",
            Self::Forbidden => "Ask an owner or admin of your business for the right to do it.",
            Self::NotFound => "The address may be wrong, or the data was erased.",
            Self::Invalid(_) => "Look at the fields that are named, and send the form again.",
            Self::Blocked(_) => "Use another way that is open, or the customer's own link.",
            Self::Stale => "Load the page again to see what is there now, and make your change on it.",
            Self::NotAgreed => "Read the consent statement and agree to it first.",
            Self::LinkGone => "Ask for a new link.",
            Self::WrongPassword => "Check both and try again, or have your password reset.",
            Self::Throttled => "This protects your account against guessing.",
            Self::Unavailable(_) => "Try again in a moment. What you typed is still here.",
            Self::Broken(_) => "Try again. If it happens again, tell whoever runs this server the reference.",
            Self::Offline => "Check your connection. Nothing was sent that is not confirmed.",
        }
    }

    /// Where whoever sent a form can do something about it: an address, and the words of the link.
    pub fn way(&self) -> Option<(&'static str, &'static str)> {
        matches!(self, Self::SignedOut).then_some(("/sign-in", "Sign in on a new page, then send this form again"))
    }

    /// The fields and the sentences for the summary of a form. What concerns no field has an empty name.
    pub fn problems(&self) -> Vec<(String, String)> {
        match self {
            Self::Invalid(invalid) => {
                invalid.problems().map(|(field, problem)| (field.to_owned(), problem.to_string())).collect()
            }
            Self::Blocked(decision) => decision.sentences.iter().map(|it| (String::new(), it.clone())).collect(),
            other => vec![(String::new(), format!("{other} {}", other.advice()))],
        }
    }
}

/// An error in place of a page.
#[component]
pub fn PageError(
    /// What went wrong.
    error: AppError,
) -> impl IntoView {
    let reference = match &error {
        AppError::Broken(reference) | AppError::Unavailable(reference) => Some(reference.clone()),
        _ => None,
    };
    let title = match &error {
        AppError::Broken(_) => "Something broke on our side".to_owned(),
        AppError::Unavailable(_) => "The record cannot be reached".to_owned(),
        AppError::NotFound => "Page not found".to_owned(),
        other => other.to_string(),
    };
    view! {
        <ui::WindowTitle text=title.clone() />
        <ui::Problem title advice=error.advice() reference=reference.unwrap_or_default()>
            <ui::LinkButton href="/customers">"Customers"</ui::LinkButton>
        </ui::Problem>
    }
}
