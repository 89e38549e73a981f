//! The one door to the server: from a request to a context of `service`, and from its errors to
//! an answer with a status.

use std::{error::Error as _, future::Future, pin::Pin, sync::Arc};

use axum::http::{HeaderMap, StatusCode, header, request::Parts};
use domain::{id::RequestId, wire::account::view::SignedIn};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use service::{Error, Service, account, ctx::Ctx};
use tokio::sync::OnceCell;

use crate::{error::AppError, form::Landing};

/// Whether the site is served on https: the cookies are named and guarded after that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// `http://`, on this machine.
    Plain,
    /// `https://`.
    Secure,
}

/// The cookies that this site sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// The signed-in browser.
    Session,
    /// The browser that agreed to the registration statement.
    Agreement,
    /// The browser whose password was right, and whose code is waited for.
    Step,
    /// The office screen that was paired.
    Display,
    /// The code that waits to be entered on this screen.
    Code,
}

impl Cookie {
    fn name(self, transport: Transport) -> &'static str {
        match (self, transport) {
            (Self::Session, Transport::Plain) => "session",
            (Self::Session, Transport::Secure) => "__Host-session",
            (Self::Agreement, Transport::Plain) => "agreement",
            (Self::Agreement, Transport::Secure) => "__Host-agreement",
            (Self::Step, Transport::Plain) => "step",
            (Self::Step, Transport::Secure) => "__Host-step",
            (Self::Display, Transport::Plain) => "display",
            (Self::Display, Transport::Secure) => "__Host-display",
            (Self::Code, Transport::Plain) => "code",
            (Self::Code, Transport::Secure) => "__Host-code",
        }
    }

    /// The value that the browser sent.
    pub fn read(self, headers: &HeaderMap, transport: Transport) -> Option<String> {
        let name = self.name(transport);
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).next()
    }

    /// The header that sets it, for `seconds`; zero takes it away.
    pub fn header(self, value: &str, seconds: i64, transport: Transport) -> String {
        let secure = if transport == Transport::Secure { "; Secure" } else { "" };
        format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", self.name(transport))
    }
}

/// What a form's function will answer.
pub type Answer = Pin<Box<dyn Future<Output = Result<Landing, AppError>> + Send>>;

/// The server's list of forms, for those that come with WASM.
#[derive(Clone, Copy)]
pub struct Forms(pub fn(String) -> Option<Answer>);

impl Forms {
    /// Does what the fields name; nothing when they name no form.
    pub fn answer(self, fields: String) -> Option<Answer> {
        (self.0)(fields)
    }
}

/// The description of everything that programs can ask (`OpenAPI`), which the server makes of its routes.
#[derive(Clone, Debug)]
pub struct ApiDescription(pub Arc<serde_json::Value>);

/// Whether the database was made for tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scratch(pub bool);

/// The use cases.
pub fn service() -> Service {
    expect_context()
}

/// What the request's headers say.
fn parts() -> Option<Parts> {
    use_context::<Parts>()
}

fn transport() -> Transport {
    use_context().unwrap_or(Transport::Plain)
}

/// The request's identifier, for the log and the ledger.
pub fn request() -> RequestId {
    let named = parts().and_then(|parts| parts.extensions.get::<RequestId>().copied());
    named.unwrap_or_else(|| service().new_request())
}

/// The address of the browser, for the throttle.
pub fn address() -> String {
    let found = parts().and_then(|parts| parts.extensions.get::<ClientAddress>().map(|address| address.0.clone()));
    found.unwrap_or_default()
}

/// The browser's address, as a layer found it behind trusted proxies.
#[derive(Clone, Debug)]
pub struct ClientAddress(pub String);

/// The value of a cookie.
pub fn cookie(cookie: Cookie) -> Option<String> {
    parts().and_then(|parts| cookie.read(&parts.headers, transport()))
}

/// Sets a cookie with the answer.
pub fn set_cookie(cookie: Cookie, value: &str, seconds: i64) {
    if let (Some(response), Ok(line)) =
        (use_context::<ResponseOptions>(), cookie.header(value, seconds, transport()).parse())
    {
        response.append_header(header::SET_COOKIE, line);
    }
}

/// What the request's header of this name says.
pub fn sent(name: &str) -> Option<String> {
    parts().and_then(|parts| parts.headers.get(name)?.to_str().ok().map(ToOwned::to_owned))
}

/// The address of a path of ours, for a link that is passed on: as the browser reached this site.
pub fn link(path: &str) -> String {
    // With a form the browser names our origin, and the origin guard has compared it.
    let origin = sent("origin").filter(|origin| origin.starts_with("http"));
    let host = || {
        let scheme = if transport() == Transport::Secure { "https" } else { "http" };
        sent("host").map(|host| format!("{scheme}://{host}"))
    };
    format!("{}{path}", origin.or_else(host).unwrap_or_default())
}

/// Leads whoever asked for a page to another one, by status and header.
pub fn redirect(to: &str) {
    if let (Some(response), Ok(to)) = (use_context::<ResponseOptions>(), to.parse()) {
        response.insert_header(header::LOCATION, to);
        response.set_status(StatusCode::FOUND);
    }
}

/// Who is signed in, looked up once for a whole request: a page asks in each of its functions.
#[derive(Clone, Default)]
pub struct Known(Arc<OnceCell<Option<(Ctx, SignedIn)>>>);

/// Who is signed in, if anybody is.
pub async fn signed_in() -> Result<Option<(Ctx, SignedIn)>, AppError> {
    let known = use_context::<Known>().unwrap_or_default();
    let Some(token) = cookie(Cookie::Session) else { return Ok(None) };
    let (service, request) = (service(), request());
    let found = known.0.get_or_try_init(|| account::session(&service, &token, request)).await;
    Ok(found.map_err(AppError::from)?.clone())
}

/// The context of whoever is signed in. The first line of every server function of the staff's pages.
pub async fn ctx() -> Result<Ctx, AppError> {
    match signed_in().await? {
        Some((ctx, _)) => Ok(ctx),
        None => Err(Error::SignedOut.into()),
    }
}

impl From<Error> for AppError {
    /// Logs a fault once, with the reference that the person sees, and sets the answer's status.
    fn from(error: Error) -> Self {
        let reference = || {
            let reference = request().0.simple().to_string();
            let reference = reference[reference.len() - 8..].to_owned();
            let cause = error.source().map(ToString::to_string).unwrap_or_default();
            let root = root_of(&error);
            tracing::error!(%reference, %error, cause, root, "a use case failed");
            reference
        };
        let answer = match &error {
            Error::SignedOut => Self::SignedOut,
            Error::Forbidden => Self::Forbidden,
            Error::NotFound => Self::NotFound,
            Error::Invalid(invalid) => Self::Invalid(invalid.clone()),
            Error::Blocked(decision) => Self::Blocked(decision.into()),
            Error::Stale => Self::Stale,
            Error::NotAgreed => Self::NotAgreed,
            Error::LinkGone => Self::LinkGone,
            Error::WrongPassword => Self::WrongPassword,
            Error::Throttled => Self::Throttled,
            Error::KeysMissing | Error::Store(_) => Self::Unavailable(reference()),
            Error::Broken(_) => Self::Broken(reference()),
        };
        answer.set_status();
        answer
    }
}

/// The deepest cause, which says what the database said.
fn root_of(error: &Error) -> String {
    let mut deepest: &dyn std::error::Error = error;
    while let Some(cause) = deepest.source() {
        deepest = cause;
    }
    deepest.to_string()
}

impl AppError {
    /// Gives the answer its status. Who is led elsewhere is led there, whatever was refused meanwhile.
    fn set_status(&self) {
        let Some(response) = use_context::<ResponseOptions>() else { return };
        let led = response.0.read().is_ok_and(|parts| parts.status.is_some_and(|status| status.is_redirection()));
        if !led {
            response.set_status(self.status());
        }
    }

    /// The status of an answer with this error.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::SignedOut | Self::WrongPassword => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::NotAgreed => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Blocked(_) | Self::Stale => StatusCode::CONFLICT,
            Self::LinkGone => StatusCode::GONE,
            Self::Throttled => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) | Self::Offline => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}
