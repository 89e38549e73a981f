//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::account::params;

use crate::{error::AppError, form::Landing};

/// Signs in, and leads to the page that was asked for.
pub async fn sign_in(params: params::SignInForm) -> Result<Landing, AppError> {
    use crate::ssr::{address, service};
    let params::SignInForm { email, password, next } = params;
    let entry = ::service::account::sign_in(&service(), params::SignIn { email, password }, &address()).await?;
    Ok(let_in(entry, super::next::landing(&next)))
}

/// Leads to a page with a session, or first to what has to be proved or set up.
pub fn let_in(entry: ::service::account::Entry, to: &str) -> Landing {
    use ::service::account::Entry;
    let query = || form_urlencoded::Serializer::new(String::new()).append_pair("next", to).finish();
    match entry {
        Entry::Session(session) => {
            crate::feature::registration::forms::begin_session(&session);
            Landing::at(to)
        }
        Entry::Code(step) => {
            keep_step(&step.token);
            Landing::at(format!("/sign-in/code?{}", query()))
        }
        Entry::SetUp(step) => {
            keep_step(&step.token);
            Landing::at(format!("/sign-in/second-factor?{}", query()))
        }
    }
}

/// Keeps a sign-in that waits in this browser, for as long as it is good.
fn keep_step(token: &str) {
    use crate::ssr::{Cookie, set_cookie};
    set_cookie(Cookie::Step, token, domain::second_factor::STEP_IS_GOOD_FOR.num_seconds());
    set_cookie(Cookie::Agreement, "", 0);
}

/// Signs in with the code that follows the password.
pub async fn enter_code(params: params::EnterCode) -> Result<Landing, AppError> {
    use crate::ssr::{Cookie, cookie, service, set_cookie};
    let token = cookie(Cookie::Step).unwrap_or_default();
    match ::service::account::enter_code(&service(), &token, &params.code).await {
        Ok(session) => {
            crate::feature::registration::forms::begin_session(&session);
            set_cookie(Cookie::Step, "", 0);
            Ok(Landing::at(super::next::landing(&params.next)))
        }
        Err(::service::Error::LinkGone) => Ok(Landing::at("/sign-in?new=step")),
        Err(error) => Err(error.into()),
    }
}

/// Sets a second factor up and signs in. The answer is the recovery codes, which are shown this once.
pub async fn set_up_at_sign_in(params: params::EnterCode) -> Result<Landing, AppError> {
    use crate::ssr::{Cookie, cookie, request, service, set_cookie};
    let token = cookie(Cookie::Step).unwrap_or_default();
    match ::service::account::set_up_at_sign_in(&service(), &token, &params.code, request()).await {
        Ok(::service::account::SetUp { session, codes }) => {
            crate::feature::registration::forms::begin_session(&session);
            set_cookie(Cookie::Step, "", 0);
            Ok(Landing::answering("/sign-in/second-factor", &codes))
        }
        Err(::service::Error::LinkGone) => Ok(Landing::at("/sign-in?new=step")),
        Err(error) => Err(error.into()),
    }
}

/// Makes the secret of a second factor for one's own account.
pub async fn set_up_second_factor(params: params::SetUpSecondFactor) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let params::SetUpSecondFactor {} = params;
    ::service::account::set_up(&service(), &ctx().await?).await?;
    Ok(Landing::at(SECOND_FACTOR))
}

/// Switches one's own second factor on. The answer is the recovery codes, which are shown this once.
pub async fn switch_on_second_factor(params: params::ProveSecondFactor) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let codes = ::service::account::switch_on(&service(), &ctx().await?, params).await?;
    Ok(Landing::answering(SECOND_FACTOR, &codes))
}

/// Makes new recovery codes. The answer is the codes, which are shown this once.
pub async fn renew_codes(params: params::ProveSecondFactor) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let codes = ::service::account::renew_codes(&service(), &ctx().await?, params).await?;
    Ok(Landing::answering(SECOND_FACTOR, &codes))
}

/// Switches one's own second factor off.
pub async fn switch_off_second_factor(params: params::ProveSecondFactor) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::account::switch_off(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(SECOND_FACTOR))
}

/// The page of one's own second factor.
const SECOND_FACTOR: &str = "/account/second-factor";

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
