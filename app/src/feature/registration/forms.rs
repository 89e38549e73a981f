//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::registration::params;

use crate::{error::AppError, form::Landing};

/// Agrees to the statement: opens the account form in this browser, for one hour.
pub async fn agree(params: params::Agree) -> Result<Landing, AppError> {
    let token = ::service::registration::agree(&crate::ssr::service(), params).await?;
    remember_agreement(&token);
    Ok(Landing::at("/register/account"))
}

/// Keeps an agreement's secret in this browser, for as long as it is good.
pub fn remember_agreement(token: &str) {
    use crate::ssr::{Cookie, set_cookie};
    set_cookie(Cookie::Agreement, token, domain::registration::AGREEMENT_LASTS_FOR_MINUTES * 60);
}

/// Signs this browser in with a session that has just begun. The agreement that led here is used up.
pub fn begin_session(session: &::service::account::NewSession) {
    use crate::ssr::{Cookie, service, set_cookie};
    set_cookie(Cookie::Session, &session.token, (session.expires_at - service().now()).num_seconds());
    set_cookie(Cookie::Agreement, "", 0);
}

/// Does not agree: stores nothing, and forgets an agreement that this browser gave before.
#[allow(clippy::unused_async, reason = "every form's function is async")]
pub async fn decline(params: params::Decline) -> Result<Landing, AppError> {
    use crate::ssr::{Cookie, set_cookie};
    let params::Decline {} = params;
    set_cookie(Cookie::Agreement, "", 0);
    Ok(Landing::at("/register/declined"))
}

/// Registers a business, and signs its owner in. Without an agreement it leads back to the statement.
pub async fn register(params: params::Register) -> Result<Landing, AppError> {
    use crate::ssr::{Cookie, cookie, service};
    let agreement = cookie(Cookie::Agreement);
    match ::service::registration::register(&service(), agreement.as_deref(), params).await {
        Ok(session) => {
            begin_session(&session);
            Ok(Landing::at("/customers"))
        }
        Err(::service::Error::NotAgreed) => Ok(Landing::at("/register")),
        Err(error) => Err(error.into()),
    }
}
