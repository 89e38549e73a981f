//! What the pages of the gate ask the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::registration::{
    params,
    view::{AccountForm, PlatformText, Statement},
};
use leptos::{prelude::*, server_fn::codec::Json};

use crate::{error::AppError, form::Landing};

/// The statement that is to be agreed to now.
#[server(endpoint = "registration/statement", input = Json)]
pub async fn read_statement() -> Result<Statement, AppError> {
    Ok(::service::registration::statement(&crate::ssr::service()).await?)
}

/// Agrees to the statement: opens the account form in this browser, for one hour.
#[server(endpoint = "registration/agree", input = Json)]
pub async fn agree(params: params::Agree) -> Result<Landing, AppError> {
    let token = ::service::registration::agree(&crate::ssr::service(), params).await?;
    remember_agreement(&token);
    Ok(Landing::at("/register/account"))
}

/// Keeps an agreement's secret in this browser, for as long as it is good.
#[cfg(feature = "ssr")]
pub fn remember_agreement(token: &str) {
    use crate::ssr::{Cookie, set_cookie};
    set_cookie(Cookie::Agreement, token, domain::registration::AGREEMENT_LASTS_FOR_MINUTES * 60);
}

/// Signs this browser in with a session that has just begun. The agreement that led here is used up.
#[cfg(feature = "ssr")]
pub fn begin_session(session: &::service::account::NewSession) {
    use crate::ssr::{Cookie, service, set_cookie};
    set_cookie(Cookie::Session, &session.token, (session.expires_at - service().now()).num_seconds());
    set_cookie(Cookie::Agreement, "", 0);
}

/// Does not agree: stores nothing, and forgets an agreement that this browser gave before.
#[server(endpoint = "registration/decline", input = Json)]
pub async fn decline(params: params::Decline) -> Result<Landing, AppError> {
    use crate::ssr::{Cookie, set_cookie};
    let params::Decline {} = params;
    set_cookie(Cookie::Agreement, "", 0);
    Ok(Landing::at("/register/declined"))
}

/// What the account form offers; nothing in a browser that has not agreed.
#[server(endpoint = "registration/form", input = Json)]
pub async fn read_form() -> Result<Option<AccountForm>, AppError> {
    use crate::ssr::{Cookie, cookie, sent, service};
    let agreement = cookie(Cookie::Agreement);
    match ::service::registration::agreement(&service(), agreement.as_deref()).await {
        Ok(_) => Ok(Some(super::country::form(sent("accept-language").as_deref()))),
        Err(::service::Error::NotAgreed) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Registers a business, and signs its owner in. Without an agreement it leads back to the statement.
#[server(endpoint = "registration/register", input = Json)]
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

/// The privacy policy for business users.
#[server(endpoint = "registration/privacy", input = Json)]
pub async fn read_privacy() -> Result<PlatformText, AppError> {
    use domain::registration::PlatformText as Text;
    Ok(::service::registration::platform_text(&crate::ssr::service(), Text::PrivacyPolicy).await?)
}

/// The data processing agreement.
#[server(endpoint = "registration/dpa", input = Json)]
pub async fn read_dpa() -> Result<PlatformText, AppError> {
    use domain::registration::PlatformText as Text;
    Ok(::service::registration::platform_text(&crate::ssr::service(), Text::Dpa).await?)
}
