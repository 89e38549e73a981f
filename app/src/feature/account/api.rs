//! What the pages about one's own account ask the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::account::view::Account;
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// The page "Account".
#[server(endpoint = "account/read", input = Json, output = Json)]
pub async fn read_account() -> Result<Account, AppError> {
    use crate::ssr::{service, signed_in};
    let (ctx, who) = signed_in().await?.ok_or(::service::Error::SignedOut)?;
    let email = ::service::account::email(&service(), &ctx).await?;
    Ok(Account { who, email })
}
