//! What the pages of the gate ask the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::registration::view::{AccountForm, PlatformText, Statement};
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// The statement that is to be agreed to now.
#[server(endpoint = "registration/statement", input = Json, output = Json)]
pub async fn read_statement() -> Result<Statement, AppError> {
    Ok(::service::registration::statement(&crate::ssr::service()).await?)
}

/// What the account form offers; nothing in a browser that has not agreed.
#[server(endpoint = "registration/form", input = Json, output = Json)]
pub async fn read_form() -> Result<Option<AccountForm>, AppError> {
    use crate::ssr::{Cookie, cookie, sent, service};
    let agreement = cookie(Cookie::Agreement);
    match ::service::registration::agreement(&service(), agreement.as_deref()).await {
        Ok(_) => Ok(Some(super::country::form(sent("accept-language").as_deref()))),
        Err(::service::Error::NotAgreed) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The privacy policy for business users.
#[server(endpoint = "registration/privacy", input = Json, output = Json)]
pub async fn read_privacy() -> Result<PlatformText, AppError> {
    use domain::registration::PlatformText as Text;
    Ok(::service::registration::platform_text(&crate::ssr::service(), Text::PrivacyPolicy).await?)
}

/// The data processing agreement.
#[server(endpoint = "registration/dpa", input = Json, output = Json)]
pub async fn read_dpa() -> Result<PlatformText, AppError> {
    use domain::registration::PlatformText as Text;
    Ok(::service::registration::platform_text(&crate::ssr::service(), Text::Dpa).await?)
}
