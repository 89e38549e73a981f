//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::account::params;

use crate::{error::AppError, form::Landing};

/// Signs in, and leads to the page that was asked for.
pub async fn sign_in(params: params::SignInForm) -> Result<Landing, AppError> {
    use crate::ssr::{address, service};
    let params::SignInForm { email, password, next } = params;
    let session = ::service::account::sign_in(&service(), params::SignIn { email, password }, &address()).await?;
    crate::feature::registration::forms::begin_session(&session);
    Ok(Landing::at(super::next::landing(&next)))
}

/// Signs out: ends the session, and takes its cookie away. Also for somebody who is not signed in any more.
pub async fn sign_out(params: params::SignOut) -> Result<Landing, AppError> {
    use crate::ssr::{Cookie, service, set_cookie, signed_in};
    let params::SignOut {} = params;
    if let Some(session) = signed_in().await?.and_then(|(ctx, _)| ctx.session) {
        ::service::account::sign_out(&service(), session).await?;
    }
    set_cookie(Cookie::Session, "", 0);
    set_cookie(Cookie::Agreement, "", 0);
    Ok(Landing::at("/sign-in"))
}

/// Switches one's own single-key shortcuts.
pub async fn set_shortcuts(params: params::SetShortcuts) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let shortcuts = params::Shortcuts::from_code(&params.shortcuts);
    let shortcuts = shortcuts.map_err(|problem| ::service::Error::field("shortcuts", problem))?;
    ::service::account::set_shortcuts(&service(), &ctx().await?, shortcuts).await?;
    Ok(Landing::at("/account"))
}

/// Gives oneself another name.
pub async fn rename(params: params::Rename) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::account::rename(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/account"))
}

/// Replaces one's own password.
pub async fn change_password(params: params::ChangePassword) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::account::change_password(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/account/sessions?changed=1"))
}

/// Withdraws one's consent: nobody is signed in here afterwards.
pub async fn withdraw(params: params::Withdraw) -> Result<Landing, AppError> {
    use crate::ssr::{Cookie, ctx, service, set_cookie};
    ::service::account::withdraw(&service(), &ctx().await?, params).await?;
    set_cookie(Cookie::Session, "", 0);
    set_cookie(Cookie::Agreement, "", 0);
    Ok(Landing::at("/account/closed"))
}

/// Signs one of one's own sessions out, or all others.
pub async fn end_session(params: params::EndSession) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::account::end_session(&service(), &ctx().await?, &params).await?;
    Ok(Landing::at("/account/sessions"))
}

/// Asks for a link that confirms another address to sign in with.
pub async fn ask_address(params: params::NewAddress) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::account::ask_address(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/account/address?sent=1"))
}

/// Confirms another address by the link in a mail.
pub async fn confirm_address(params: params::ConfirmAddress) -> Result<Landing, AppError> {
    use crate::ssr::{request, service};
    ::service::account::confirm_address(&service(), params.token.reveal(), request()).await?;
    Ok(Landing::at("/sign-in?new=address"))
}

/// Asks for a link that replaces a forgotten password. The answer is the same whether there is an account or not.
pub async fn forgot(params: params::Forgot) -> Result<Landing, AppError> {
    use crate::ssr::{address, service};
    ::service::account::ask_reset(&service(), &params.email, &address()).await?;
    Ok(Landing::at("/forgot?sent=1"))
}

/// Replaces a password by the link in a mail.
pub async fn reset(params: params::Reset) -> Result<Landing, AppError> {
    use crate::ssr::{request, service};
    let params::Reset { token, password } = params;
    ::service::account::reset_by_link(&service(), token.reveal(), &password, request()).await?;
    Ok(Landing::at("/sign-in?new=1"))
}
